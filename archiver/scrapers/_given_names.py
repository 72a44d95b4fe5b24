"""Given names: what tells "Ann Lee · May 3" from "Boat Building · May 3"."""

from __future__ import annotations

import re
import unicodedata

from archiver.page.dom import names

_PLACES = re.compile(
    r"(?:new|los|las|san|sankt|santa|santo|st\.?|saint|sainte|bad|den|fort|port|mount|lake|la|le|rio|cape)\s",
    re.IGNORECASE,
)
"""How names of places begin that have a person's in them: "San Francisco"."""
_INITIALS = re.compile(
    r"(?!(?:U\. ?[SNK]\.|E\. ?U\.|D\. ?C\.))(?:[A-ZÄÖÜ]\.[ -]?){1,3}[A-ZÄÖÜ][^\W\d_]{2,}$|(?:Dr|Prof)\.(?: Dr\.)? [A-ZÄÖÜ][^\W\d_]+ [A-ZÄÖÜ]"
)
_TOWNS = names(
    "adelaide alexandria asuncion austin brooklyn carolina charlotte chelsea florence florencia georgia israel jordan lourdes "
    "madison madeleine melissa montana natalia nancy paris salvador santiago savannah selma siena sofia sydney valencia victoria "
    "vienna virginia"
)
"""Places that are given names as well, and may stand before the day: "Sofia, May 3"."""
_HANDLE = re.compile(r"[a-z]{3,}_[a-z]{3,}|[a-z]{4,}\d{2,4}")
_STROKES = str.maketrans("łøđıæœ", "lodiao")


def has_given_name(name: str) -> bool:
    """Whether one of the words of a name is a frequent given name in Europe or the Americas, accents left out, or it begins
    with initials or a doctor's title."""
    if _PLACES.match(name):
        return False
    if _INITIALS.match(name):
        return True
    words = re.split(r"[\s-]+", name.lower().translate(_STROKES))
    return any(word in _GIVEN or _without_accents(word) in _GIVEN for word in words)


def is_single_name(text: str) -> bool:
    """Whether a text is a frequent given name and nothing else, nor the name of a place ("Stefan", "tom"), or a nickname by
    its underscore or number ("mad_hatter", "moorhen72")."""
    is_given = text.isalpha() and not text.isupper() and text.lower() not in _TOWNS and has_given_name(text)
    return is_given or _HANDLE.fullmatch(text) is not None


def _without_accents(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


_GIVEN = names(
    """
    aaron abby abdul abdullah abigail ada adam adela adele adina adolf adrian adriana adriano agata agathe agnes
    agnieszka agustin ahmad ahmed ahmet ainhoa aino aisha aitor ajay akira aksel alain alan alasdair alba albert
    alberto albrecht alejandra alejandro aleksandar aleksander aleksandra aleksi alena alessandra alessandro alessia
    alex alexa alexander alexandra alexandre alexandru alexej alexia alexis alfonso alfred alfredo ali alice alicia
    alina aline alison allan allison almut alois alvaro amanda amelia amelie amina aminata amir amit amy ana anais
    anastasia anders andre andrea andreas andreea andrei andrej andres andrew andrzej andy angela angelica angelika
    angelo angus ania anil anita anja anjali anke ann anna annalena anne annegret anneke anneliese annemarie annemiek
    annett annette annika anouk anselme anthony antje antoine anton antonella antonello antonia antonin antonio
    antonis antti anu aoife apostolos arianna ariel arild arjun armin arnau arnaud arne arnfinn arno arnold arthur
    artur arturo arun arvid asbjorn ashley ashok asli astrid asuncion athanasios attila audrey augustin aurelia
    aurelie aurelien aurora avi axel aylin ayse babak balazs baptiste barbara barbora barnaby barry bart bartek
    bartosz basile bastian bastien beata beate beatrice beatrix beatriz begona ben benedetta benedict benedikt
    benjamin benoit bent bente beppe bernadette bernard bernardo bernd bernhard bert bertrand beryl beth betty bianca
    bilal birgit birgitta birgitte birte birthe bjarne bjorn blanka bob bodil bogdan bojan boris bozena bram brandon
    branko brenda brendan brian brigitta brigitte britt britta bruce bruno bryan burak burghard burkhard callum camila
    camilla camille carina carine carl carla carlo carlos carlotta carmen carola carole carolin carolina caroline
    carolyn carsten casper catalin catalina catarina catherine cathy catrin cecile cecilia cecilie cedric celia celine
    cem chaim chantal charles charlie charlotte cheryl chiara chidi chinedu chloe chris christa christel christian
    christiane christina christine christoph christophe christopher ciara cindy ciro claire clara clarissa claudia
    claudio claus clemens clement cliff clive colette colin concha connor conny conrad constance constantin constanze
    consuelo cora coralie cordelia cordula corentin corina corinna corinne cornelia cornelius cosima cosmin craig
    cristian cristiana cristina cynthia cyril daan dagmar dagny dalia damian damien dan dana daniel daniela daniele
    danielle danilo danny daphne dario darius darnell darren dave david davide dawid dean debbie deborah declan deepak
    dejan delia delphine denis denise dennis derek derya desiree detlef detlev diana diane didier diego dieter dietmar
    dietrich dimitra dimitri dimitris dina dino dirk divya dmitri dmitry dolores domagoj dominic dominik dominika
    dominique donald donatella donna dora doreen dorian doris dorota dorothea dorothee dorothy douglas dragan duccio
    dumitru duncan dusan dustin dylan ebba eberhard eckart eckehard eckhard eckhart ed edda eddie edgar edith edmund
    eduard eduardo edward edwin edyta eeva egon eike eileen einar eino eitan elena eleni eleonora eleonore elfriede
    eliane elias elif elin elina elio elisa elisabeth elisabetta elise elizabeth elke ella ellen elliott elmar elodie
    eloise els elsa elsbeth elvira emanuel emanuele emil emilia emilie emilio emily emine emma emmanuel emmanuelle
    emre encarnacion enno enrico enrique enzo erhard eric erica erich erik erika erin erkki ernest ernesto ernst erwan
    erwin erzsebet esra esteban estelle esteve esther eszter ethan etienne ettore eugen eugene eugenia eugenio eva
    evelin eveline evelyn evgeni ewa ewald ezio fabian fabiana fabien fabienne fabio fabiola fabrice fabrizio fanny
    farid fatih fatima fatma fatou fausto federica federico felicia felicitas felipe felix femke ferdinand ferenc
    fergus fernanda fernando filip filippo finn fiona flavia flavio flemming florian florin fokko francesca francesco
    francis francisco franck francois francoise frank frankie franz franziska frauke fred frederic frederick frederik
    fredrik frida frieda friedemann friederike friedhelm friedrich frits fritz gabi gabor gabriel gabriela gabriele
    gabriella gabrielle gael gareth gary gaston gavin geert gennaro geoff geoffrey georg george georges georgi
    georgina georgios gerald geraldine gerard gerd gerda gergely gerhard gerlind gerlinde gernot gerrit gert gertrud
    gesa gesche gesine gheorghe ghislaine giacomo giancarlo gianfranco gianluca gianmarco gianni gilbert giles gilles
    gina ginevra giorgia giorgio giovanna giovanni gisela gitta gitte giulia giulio giuseppe glenn gloria gokhan
    goncalo gonzalo goran gordon gosia gottfried graham grazia grazyna greg gregor gregory greta grete grethe griet
    grzegorz gudrun guenter guenther guido guillaume guillermo gunnar gunter gunther gunvor gus gustav gustavo guy
    gwen gwenaelle gyorgy gyula hakan halina hana hanna hannah hanneke hannelore hannes hanno hannu hans harald harmen
    harold harri harry hartmut hartwig haruki hasan hassan hatice hauke havard heather hector hedwig heide heidemarie
    heidi heidrun heike heikki heiko heiner heinrich heinz helen helena helene helga helge hella helle helmut hendrik
    henk henning henri henriette henrik henrike henrique henry herbert heribert herman hermann herve hilary hilda
    hilde hildegard hiltrud hiroshi holger horst hortense hossein howard hrvoje hubert hubertus hugh hugo hugues
    huseyin hussein iain ian iara ibrahim ida ignacio igor ikenna iker iko ilaria ildiko ilka ilker ilkka ilona ilse
    imani imke imre ina inaki ines inga inge ingeborg inger ingo ingrid ingvild inka inken inna ioana ioannis ionela
    ionut irena irene irina iris irma irmgard isa isaac isabel isabela isabell isabella isabelle ismail istvan itziar
    ivan ivana ivo ivonne iwona izabela jaap jack jackie jacob jacqueline jacques jaime jakob jakub jamal james jamie
    jamila jan jana jane janet janice janina janine janis janne jannik janos janusz jari jaroslav jaroslaw jasmin
    jasmine jason jaume javier jay jean jeanette jeanne jeannine jef jeff jeffrey jelena jelle jennifer jenny jens
    jeremie jeremy jerome jerry jerzy jesper jessica jesus jette jikke jill jim jimmy jiri jirka jitka joachim joan
    joana joanna joanne joao joaquin jochen joe joel joelle joerg johan johann johanna johannes john johnny jolanda
    jolanta jon jonas jonathan joost jordan jordi jorg jorge jorgen jorma jose josef josefa josefine josep joseph
    josephine joshua josiane jovana joyce jozef jozsef juan juana judit judith juerg juergen juha juho jukka jules
    julia julian juliana juliane julie julien juliet juliette julio julius jurek jurgen jussi justin justine justyna
    jutta jyrki kaarina kai kaisa kaja kalle kamil kamila karen kari karim karin karina karl karla karol karolin
    karolina karoline karsten kasia kaspar katalin katarina katarzyna kate katerina katharina katherine kathleen
    kathrin kathryn kathy katja katrin kaveh kavita kay kazimierz kazuo keiko keisha keith kelly kemal ken kenji
    kenneth kerstin kevin khaled khalid kieran kilian kim kimberly kira kirsi kirsten kirstin kirsty kjell kjersti
    klaas klara klaudia klaus klemens knut koen kofi konrad konstantin konstantinos kornelia kornelius kostas kris
    krishna kristian kristiina kristin kristina kristine kristof kristoffer krystyna krzysztof kurt kveta kwame kyle
    laia lakshmi lars lasse laszlo latoya laura laure laurel laurence laurent lauri laurie layla lea leah leandro
    leena leif leila lena leni lenka lennart leo leon leona leonard leonardo leonhard leonie leonor leopold leslie
    leszek leticia libor lidia lieke lieselotte lieve liisa lilian liliana lily lina linda lindsay lino lisa lisbeth
    lise liselotte lisette liv livia liviu ljubica loic lola loredana lorena lorenz lorenzo loretta lothar lotta lotte
    louis louisa louise lourdes lubos luc luca lucas lucia lucian luciana luciano lucie lucien lucinda lucy ludger
    ludmila ludovic ludwig ludwika luigi luis luisa luise lukas lukasz lutz luz lydia lydie lynn maarten maciej mads
    maelle maeve magali magda magdalena maggie magnus mahmoud mahsa maike maite maj maja majlis makoto maksim malcolm
    malgorzata malin malte mamadou mandy manfred manja manolo manon manuel manuela mara marc marcel marcela marcelo
    marcia marcin marco marcos marcus marek maren margaret margareta margarete margarita margaux margherita margit
    margot margret margrit mari maria mariam mariana marianne mariano marie marieke mariella marietta marija marijke
    marika marina mario mariola marion marisa marisol marissa marit marita marius marja marjan marjatta marjo mark
    marketa markku marko markus marlen marlene marlies marloes marlon marta marte marten martha marti martial martin
    martina martine martti marty marvin mary maryam maryse marzena mascha massimiliano massimo mateusz mathias mathieu
    mathilde mathis matilda matilde mats matteo matthew matthias matti mattia mattis maud maura maureen maurice
    mauricio maurizio mauro mavis max maxim maxime maximilian maya mechthild meera mehmet meike melanie melina melinda
    melissa merce mercedes merja merle mette mia michael michaela michal michel michela michelangelo michele micheline
    michelle miguel mihaela mihai mika mikael mike mikkel mikko miklos mikolaj milan milena milica milos mina minna
    mira miranda mircea mirela mirella miriam mirja mirjam mirko miroslav moa mogens mohamed mohammad mohammed moira
    molly momme mona moni monica monika monique montserrat morag morgane moritz morten moshe muhammad murat muriel
    mustafa myriam nadege nadia nadine nadja nana nancy naoko naomi nasrin natalia natalie natascha natasha nathalie
    nathan nathaniel neha neil nele nelly nelson nenad nerea nese neville ngozi niall niamh nic nicholas nick nicky
    niclas nico nicola nicolaas nicolae nicolas nicole nicoletta nicolo niels nienke nigel nikita niklas niko nikola
    nikolai nikolaos nikolas nikolaus nikos nils nina nino nisha noah noam noel noelia noemi noemie nora norbert norma
    norman nour nuno nuria nurten oana oceane octavio oddvar odile okka ola olaf olav ole oleg olga oli oliver olivia
    olivier olle omar omid ondrej onno onur orhan oriol ornella orsolya ortrud oscar oskar osman oswald otmar otto
    oumar outi ovidiu owen oystein ozgur ozlem pablo paco pal pamela paola paolo parisa pascal pascale patricia
    patricio patrick patrik patrizia patrycja paul paula paulina pauline paulo pavel pavla pawel pedro peer peggy
    pekka penelope penny pepe perihan perry peter petr petra petri petros petteri phil philip philipp philippa
    philippe phyllis pia pier piergiorgio piero pierre pieter pietro pilar pim piotr piran pirjo pirkko pooja poul
    preben predrag priscilla priya przemyslaw quentin quirin rachel radek radim radoslaw radu rafael rafal raffaele
    raffaella ragna ragnhild rahul raija raimund rainer raisa rajesh ralf ralph raluca ramon ramona randi rania
    raphael raquel rashid rasmus raul ravi ray raymond rebecca rebekka regina regine regis reiner reinhard reinhold
    reka remi rena renata renate renato rene renee renzo reto reza rhonda rhys ria ricarda ricardo riccardo richard
    rick ricky riitta rita rivka rob robby robert roberta roberto robin rocio rodney rodrigo roel roger rohan roland
    rolf romain roman romana romina romuald romy ron ronald ronan ronja ronny rory rosa rosalie rosamund rosanna
    rosario rosaura rosemarie rosemary rosie rosina ross roswitha roxana roy ruben rudi rudiger rudolf rui rune rupert
    ruprecht ruslan russell ruth ruud ryan ryszard sabina sabine sabrina salim sally salma salvador salvatore sam
    samantha sami samir samira samuel samuli sander sandor sandra sandrine sandro sandy sanja sanjay sanna sanne
    santiago sara sarah sari sarka sascha saskia satoshi satu scott sean sebastian sebastiano sebastien selim selina
    selma seppo serena serge sergei sergej sergio sergiu serkan seth severin sevgi shane shannon sharon shaun sheila
    shira shirin shirley shreya sibylle sidney sidonie siegfried sieglinde sigbjorn sigrid sigrun sigurd siiri silas
    silja silke silvana silvia silvio simon simona simone sina sinead siobhan sipho siri sirpa sixten sjoerd slawek
    slawomir slobodan snezana sofia sofie solange solene solveig sonia sonja sonke sophia sophie soren spencer spiros
    stacy stan stanislav stanislaw stavros steen stefan stefania stefanie stefano steffen steffi stella sten stepan
    stephan stephane stephanie stephen steve steven stijn stina stuart sue suleyman sunil sunita suresh susan susana
    susann susanna susanne suvi suzanne svea sven svenja svetlana swantje sybille sylke sylvain sylvia sylviane sylvie
    szymon tabea takashi tamara tamas tania tanja tara tariq tarja tatiana tatjana taylor ted teemu tekla teodor
    teresa terese tero terry tessa thabo thea theda theo theodor theodora theodoros theophile theresa therese theresia
    thiago thibault thibaut thierry thies thijs thilo thomas thora thorben thorsten thorvald tiago tibor tiffany
    tihana tilda till tilman tilo tim timea timo timothy tina tine tjark tobias todd tolga tom tomas tomasz tomek tomi
    tommaso tommy tomoko toni tonny tony tor torben torbjorn tord tore torgeir torgny torsten tove tracy travis trevor
    trine tristan trond troy trude truus tuomas tuula tyler udo ugo ulf ulla ulli ulrich ulrik ulrika ulrike ulysse
    umberto umit unn unni urs ursel ursula urszula ute uwe vaclav val valentin valentina valentino valeria valerie
    valerio vanessa vasco vasile vasilis vaso veikko vera verena verona veronica veronika veronique vesna vicente
    vicky victor victoria vidar vijay vikram viktor viktoria viktorija vilma vincent vincenzo viola violeta violetta
    virginia virginie vit vito vittoria vittorio vivian viviana viviane vivien vlad vladimir vladislav vojtech volker
    volkmar vratislav walid wallace walter waltraud wanda wanjiru ward warren wencke wendy wenzel werner wesley wibke
    wiebe wiebke wieslaw wilfried wilhelm wilhelmina willem willi william willy wilma wim winfried witold wojciech
    wojtek wolf wolfgang wolfram wouter xaver xavi xavier ximena yael yann yannick yannis yasemin yasmin yasmina yigit
    yoko yolanda yossi youssef yuki yumi yusuf yves yvette yvonne zainab zbigniew zbyszek zdenek zdenka zehra zeljko
    zeynep zita zoe zofia zoltan zoran zsofia zsolt zuzana zuzanna άννα αλέξανδρος αλέξης αναστασία βασίλης βασιλική
    γεωργία γιάννης γιώργης γιώργος δήμητρα δημήτρης ειρήνη ελένη ευαγγελία ηλίας θανάσης θόδωρος κατερίνα κώστας
    μαρία μιχάλης νίκος πέτρος παναγιώτης παύλος σοφία στέλιος σταύρος χρήστος χριστίνα агата агафья александр
    александра алексей алина алла альбина анастасия анатолий андрей андрій анна антон антонина арина аркадий артем
    артём богдан богдана борис вадим валентин валентина валерий валерия варвара василий василиса василь вера вероника
    виктор виктория виталий владимир владислав володимир всеволод вячеслав галина ганна геннадий георгий глеб григорий
    даниил данила дарья денис дмитрий дмитро евгений евгения егор екатерина елена елизавета захар зинаида зоя иван
    игорь ильдар илья инга инна ирина катерина кирилл клавдия константин кристина ксения лариса лев леонид лидия
    любовь людмила майя максим марат маргарита марина мария марк марія матвей микола михаил михайло надежда назар
    наталия наталья наталя никита николай нина оксана олег олександр олександра олена олеся ольга остап павел петр
    полина пётр раиса римма ринат роза роман руслан рустам светлана семён сергей сергій соломія софия софья станислав
    степан таисия тамара тарас татьяна тетяна тимофей тимур ульяна фаина фёдор христина эдуард эльвира эмма юлия юрий
    юрій яков яна ярослав ярослава євген ігор ірина
    """
)
"""Frequent given names in some twenty languages, in small letters; without those that are other words, as "April"."""
