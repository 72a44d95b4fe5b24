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
_STROKES = str.maketrans("łøđıæœ", "lodiao")


def has_given_name(name: str) -> bool:
    """Whether one of the words of a name is a frequent given name in Europe or the Americas, accents left out."""
    if _PLACES.match(name):
        return False
    words = re.split(r"[\s-]+", name.lower().translate(_STROKES))
    return any(word in _GIVEN or _without_accents(word) in _GIVEN for word in words)


def _without_accents(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


_GIVEN = names(
    """
    aaron abby abdul abdullah abigail ada adam adela adele adolf adrian adriana adriano agata agathe agnes agnieszka
    agustin ahmad ahmed ahmet aino aisha ajay aksel alain alan alba albert alberto albrecht alejandra alejandro
    aleksandar aleksander aleksandra aleksi alena alessandra alessandro alessia alex alexa alexander alexandra
    alexandre alexandru alexej alexia alexis alfonso alfred alfredo ali alice alicia alina aline alison allan allison
    almut alois alvaro amanda amelia amelie amir amit amy ana anastasia anders andre andrea andreas andreea andrei
    andrej andres andrew andrzej andy angela angelica angelika angelo anita anja anke ann anna annalena anne annegret
    anneke anneliese annemarie annett annette annika ante anthony antje antoine anton antonella antonia antonin
    antonio antonis anu apostolos arianna ariel arild armin arnaud arne arno arnold arthur artur arturo arvid ashley
    asli astrid athanasios attila audrey augustin aurelia aurelie aurelien aurora axel aylin ayse baptiste barbara
    barbora barry bart bartosz bastian beata beate beatrice beatrix beatriz begona ben benedetta benedict benedikt
    benjamin benoit bent bente bernadette bernard bernardo bernd bernhard bert bertrand beth betty bianca birgit
    birgitta birgitte birte bjarne bjorn bob bodil bogdan boris bozena brandon brenda brian brigitta brigitte britta
    bruce bruno bryan burak burkhard camila camilla camille carina carine carl carla carlo carlos carmen carola carole
    carolin carolina caroline carolyn carsten casper catalina catarina catherine cathy catrin cecile cecilia cecilie
    celia celine cem chantal charles charlie charlotte cheryl chiara chloe chris christa christel christian christiane
    christina christine christoph christophe christopher ciara cindy claire clara clarissa claudia claudio claus
    clemens clement cliff colette colin conny conrad constance constantin constanze cora cordula corina corinna
    corinne cornelia cornelius cosima craig cristian cristiana cristina cynthia cyril dagmar dagny dalia damian damien
    dan dana daniel daniela daniele danielle danilo danny daphne dario darius darren dave david davide dawid dean
    debbie deborah delphine denis denise dennis derek derya desiree detlef detlev diana diane didier diego dieter
    dietmar dietrich dimitra dimitri dimitris dina dino dirk dmitri dmitry dolores dominic dominik dominika dominique
    donald donna dora doreen dorian doris dorota dorothea dorothee dorothy douglas duncan dusan dustin dylan ebba
    eberhard eckart eckhard edda eddie edgar edith edmund eduard eduardo edward edwin egon eileen einar eino elena
    eleni eleonora eleonore elfriede eliane elias elif elin elina elio elisa elisabeth elisabetta elise elizabeth elke
    ella ellen elliott elmar eloise els elsa elsbeth elvira emanuel emanuele emil emilia emilie emilio emily emine
    emma emmanuel emmanuelle emre enrico enrique erhard eric erica erich erik erika erin ernest ernesto ernst erwin
    esra esteban estelle esteve esther ethan etienne eugen eugene eugenia eugenio eva evelin eveline evelyn evgeni ewa
    ewald fabian fabien fabienne fabio fabiola fabrice fabrizio fanny farid fatima fatma federica federico felicia
    felicitas felipe felix ferdinand ferenc fernanda fernando filip filippo finn fiona flavia flavio florian florin
    francesca francesco francis francisco franck francois francoise frank frankie franz franziska fred frederic
    frederick frederik fredrik frida frieda friedemann friederike friedhelm friedrich frits fritz gabi gabor gabriel
    gabriela gabriele gabriella gabrielle gary gaston gavin geert geoff geoffrey georg george georges georgi georgina
    georgios gerald geraldine gerard gerd gerda gerhard gerlinde gernot gerrit gert gertrud gesa gesine giacomo
    gianluca gianni gilbert gilles gina giorgia giorgio giovanna giovanni gisela gitta gitte giulia giulio giuseppe
    glenn gloria goran gordon gottfried graham grazia greg gregor gregory greta grete grzegorz gudrun guenter guenther
    guido guillaume guillermo gunnar gunter gunther gunvor gus gustav gustavo guy gyorgy hakan halina hanna hannah
    hannelore hannes hanno hannu hans harald harold harri harry hartmut hasan hassan hatice heather hector hedwig
    heide heidemarie heidi heike heiko heiner heinrich heinz helen helena helene helga helge hella helle helmut
    hendrik henk henning henri henriette henrik henrike henrique henry herbert heribert herman hermann herve hilary
    hilda hilde hildegard hiltrud holger horst howard hubert hubertus hugh hugo hugues huseyin ian ibrahim ida ignacio
    igor iko ildiko ilka ilkka ilona ilse imke imre ina ines inga inge ingeborg inger ingo ingrid inka inken inna
    ioana ioannis ionela ionut irena irene irina iris irma irmgard isa isaac isabel isabela isabell isabella isabelle
    ismail istvan ivan ivana ivo ivonne iwona izabela jaap jack jackie jacob jacqueline jacques jaime jakob jakub
    jamal james jamie jan jana jane janet janice janina janine janis janne janos janusz jari jaroslav jaroslaw jasmin
    jasmine jason javier jay jean jeanette jeanne jeannine jeff jeffrey jelena jennifer jenny jens jeremy jerome jerry
    jerzy jesper jessica jesus jette jill jim jimmy jiri jirka joachim joan joana joanna joanne joao joaquin jochen
    joe joel joelle joerg johan johann johanna johannes john johnny jolanda jon jonas jonathan joost jordan jordi jorg
    jorge jorgen jorma jose josef josefa josefine joseph josephine joshua joyce jozef juan juana judith juerg juergen
    juha juho jules julia julian juliana juliane julie julien juliet juliette julio julius jurgen justin justine
    justyna jutta jyrki kaarina kai kaisa kaja kalle kamil kamila karen kari karim karin karina karl karla karol
    karolin karolina karoline karsten kaspar katarina katarzyna kate katerina katharina katherine kathleen kathrin
    kathryn kathy katja katrin kay kazimierz keith kelly kemal ken kenneth kerstin kevin khaled kilian kim kimberly
    kira kirsi kirsten kirstin kirsty kjell klaas klara klaudia klaus klemens knut konrad konstantin konstantinos
    kornelia kostas kris kristian kristiina kristin kristina kristine kristof kristoffer krystyna krzysztof kurt kyle
    lars lasse laszlo laura laure laurel laurence laurent lauri laurie lea leah leandro leena leif leila lena leni
    lennart leo leon leona leonard leonardo leonhard leonie leonor leopold leslie leszek leticia lidia lieke
    lieselotte liisa lilian liliana lily lina linda lindsay lino lisa lisbeth lise liselotte lisette liv livia ljubica
    lola loredana lorena lorenz lorenzo loretta lothar lotta lotte louis louisa louise luc luca lucas lucia lucian
    luciana luciano lucie lucien lucinda lucy ludger ludmila ludovic ludwig luigi luis luisa luise lukas lukasz lutz
    luz lydia lydie lynn maarten maciej mads magali magda magdalena maggie magnus mahmoud maike maja maksim malgorzata
    malin malte mandy manfred manja manon manuel manuela mara marc marcel marcela marcelo marcia marcin marco marcos
    marcus marek maren margaret margareta margarete margarita margherita margit margot margret margrit mari maria
    mariam mariana marianne mariano marie marieke mariella marietta marija marika marina mario marion marisa marissa
    marit marita marius marja marjan marjo mark marketa markku marko markus marlen marlene marlies marta marten martha
    marti martial martin martina martine martti marty marvin mary mascha massimo mateusz mathias mathieu mathilde
    matilda matilde mats matteo matthew matthias matti mattia maud maura maureen maurice mauricio maurizio mauro max
    maxim maxime maximilian maya mechthild mehmet meike melanie melina melinda melissa mercedes merja merle mette mia
    michael michaela michal michel michela michele micheline michelle miguel mihaela mihai mika mikael mike mikkel
    mikko mikolaj milan milena milica milos mina minna mira miranda mirela miriam mirja mirjam mirko miroslav moa
    mogens mohamed mohammad mohammed moira molly mona moni monica monika monique morag morgane moritz morten muhammad
    murat muriel mustafa myriam nadege nadia nadine nadja nana nancy naomi natalia natalie natascha natasha nathalie
    nathan nathaniel neil nele nelly nelson neville niall nic nicholas nick nicky niclas nico nicola nicolaas nicolas
    nicole nicoletta niels nigel nikita niklas niko nikola nikolai nikolaos nikolas nikolaus nikos nils nina nino noah
    noel noemi nora norbert norma norman nuno nuria octavio odile ola olaf olav ole oleg olga oli oliver olivia
    olivier olle omar onur orhan orsolya oscar oskar osman oswald otmar otto owen ozgur pablo pal pamela paola paolo
    pascal pascale patricia patricio patrick patrik patrizia patrycja paul paula paulina pauline paulo pavel pavla
    pawel pedro peer peggy pekka penelope penny perry peter petr petra petri petros phil philip philipp philippa
    philippe phyllis pia pier piero pierre pieter pietro pilar pim piotr piran pirjo poul priscilla priya przemyslaw
    quentin quirin rachel radek radoslaw rafael rafal raffaele raffaella ragna ragnhild raimund rainer raisa ralf
    ralph ramon ramona randi raphael raquel rasmus raul ray raymond rebecca rebekka regina regine regis reiner
    reinhard reinhold reka remi rena renata renate renato rene renee renzo reto rhonda ria ricarda ricardo riccardo
    richard rick ricky rita rob robby robert roberta roberto robin rocio rodney rodrigo roger roland rolf romain roman
    romana romina romy ron ronald ronja ronny rory rosa rosalie rosanna rosario rosaura rosemarie rosemary rosie
    rosina ross roswitha roxana roy ruben rudi rudiger rudolf rui rune rupert ruprecht ruslan russell ruth ryan
    ryszard sabina sabine sabrina sally salma salvador salvatore sam samantha sami samir samuel samuli sandor sandra
    sandrine sandro sandy sanja sanna sanne santiago sara sarah sari sascha saskia satu scott sean sebastian
    sebastiano sebastien selim selina selma serena serge sergei sergej sergio sergiu seth severin shane shannon sharon
    shaun sheila shirley sibylle sidney sidonie siegfried sieglinde sigrid sigrun sigurd siiri silas silja silke
    silvana silvia silvio simon simona simone sina sinead siri sixten slawomir slobodan sofia sofie solange solveig
    sonia sonja sophia sophie soren spencer spiros stacy stan stanislav stanislaw stavros steen stefan stefania
    stefanie stefano steffen steffi stella sten stepan stephan stephane stephanie stephen steve steven stina stuart
    sue suleyman sunita susan susana susann susanna susanne suvi suzanne svea sven svenja svetlana swantje sybille
    sylke sylvain sylvia sylvie szymon tabea tamara tamas tania tanja tara tarja tatiana tatjana taylor ted tekla
    teodor teresa terese tero terry tessa thea theo theodor theodoros theresa therese theresia thibault thierry thies
    thijs thilo thomas thora thorben thorsten thorvald tiago tiffany tilda till tilman tilo tim timea timo timothy
    tina tine tobias todd tom tomas tomasz tomi tommaso tommy toni tonny tony tor torben tord tore torgeir torgny
    torsten tove tracy travis trine tristan trond troy trude truus tuomas tyler udo ugo ulf ulla ulli ulrich ulrik
    ulrika ulrike ulysse umberto umit unni urs ursel ursula urszula ute uwe vaclav val valentin valentina valentino
    valeria valerie valerio vanessa vasile vasilis vaso vera verena verona veronica veronika veronique vesna vicente
    vicky victor victoria vidar viktor viktoria viktorija vilma vincent vincenzo viola violeta violetta virginia
    virginie vit vito vittoria vittorio vivian viviane vivien vlad vladimir vladislav vojtech volker vratislav wallace
    walter waltraud wanda ward warren wendy wenzel werner wesley wibke wiebe wiebke wieslaw wilfried wilhelm
    wilhelmina willem willi william willy wim winfried witold wojciech wolf wolfgang wolfram wouter xaver xavier
    ximena yann yannick yannis yasemin yasmin yasmina yigit yolanda yusuf yves yvette yvonne zbigniew zdenek zehra
    zeljko zeynep zita zoe zofia zoltan zsofia zsolt zuzana zuzanna άννα αλέξανδρος αλέξης αναστασία βασίλης βασιλική
    γεωργία γιάννης γιώργης γιώργος δήμητρα δημήτρης ειρήνη ελένη ευαγγελία ηλίας θανάσης θόδωρος κατερίνα κώστας
    μαρία μιχάλης νίκος πέτρος παναγιώτης παύλος σοφία στέλιος σταύρος χρήστος χριστίνα александр александра алексей
    алина алла альбина анастасия анатолий андрей андрій анна антон антонина арина артем артём богдан богдана борис
    вадим валентин валентина валерий валерия василий василь вера вероника виктор виктория виталий владимир владислав
    володимир всеволод вячеслав галина ганна геннадий георгий глеб григорий дарья денис дмитрий дмитро евгений евгения
    егор екатерина елена елизавета зинаида зоя иван игорь илья инна ирина катерина кирилл константин кристина ксения
    лариса леонид лидия любовь людмила максим маргарита марина мария марк марія микола михаил михайло надежда назар
    наталия наталья наталя никита николай нина оксана олег олександр олександра олена олеся ольга остап павел петр
    полина пётр раиса роман руслан светлана семён сергей сергій соломія софия софья станислав степан тамара тарас
    татьяна тетяна тимофей ульяна фёдор христина эдуард юлия юрий юрій яна ярослав ярослава євген ігор ірина
    """
)
"""Frequent given names in some twenty languages, in small letters; without those that are other words, as "April"."""
