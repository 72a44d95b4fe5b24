"""Dates: what is read from texts of all the languages that the tables know, what is not, and how fast."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archiver.page._date_text import fold, fold_word
from archiver.page._date_words import MONTH_NAMES, MONTHS, WEEKDAYS, month_number
from archiver.page.dates import Date, DayOrder, date_in_url, day_order, find_date, find_dates, parse_iso

# "language text => value"; "-" is no language. A value is ISO 8601, or "relative", or what a date without a year
# tells: "--05-18", "--06-03 17:00", "-- 21:00" (as ISO 8601:1988 wrote dates without a year).
ROWS = """
- May 4th 2010 at 11:54AM => 2010-05-04T11:54
- Posted on June 26th 2011 at 10:56AM => 2011-06-26T10:56
- On May 4th, 2010 Fred said => 2010-05-04
- May 4, 2010, 6:21 AM EST => 2010-05-04T06:21-05:00
- May 4, 2010, 6:21 AM PDT => 2010-05-04T06:21-07:00
- May 4, 2010, 6:21 AM CST => 2010-05-04T06:21
- May 4, 2010, 6:21 AM IST => 2010-05-04T06:21
- 4 May 2010 11:54 BST => 2010-05-04T11:54
- 4 May 2010 11:54 ET => 2010-05-04T11:54
- 4 May 2010 11:54 GMT => 2010-05-04T11:54+00:00
- 4 May 2010 11:54 (UTC) => 2010-05-04T11:54+00:00
- 4 May 2010 11:54 UTC+2 => 2010-05-04T11:54+02:00
- 4 May 2010 11:54 GMT+0530 => 2010-05-04T11:54+05:30
- 4 May 2010 11:54 UTC+15 => 2010-05-04T11:54
- 4 May 2010 11:54 +0200 => 2010-05-04T11:54+02:00
- 4 May 2010 11:54:30 -05:00 => 2010-05-04T11:54:30-05:00
- 4 May 2010, 10:00-11:30 => 2010-05-04T10:00
- 4 May 2010, 10:00–12:00 => 2010-05-04T10:00
- Tuesday, May 4, 2010 – 11:54 => 2010-05-04T11:54
- Tue, 2010-05-04 11:54 => 2010-05-04T11:54
- Tue, 05/04/2010 - 11:54 => 2010-05-04T11:54
- Wed, 05/05/2010 - 11:54 => 2010-05-05T11:54
- Wed 05/04/2010 11:54 => 2010
- May '10 => 2010-05
- May 4, '10 => 2010-05-04
- 04-May-10 => 2010-05-04
- 4-May-2010 11:54 pm => 2010-05-04T23:54
- 4/May/2010:11:54:30 +0200 => 2010-05-04T11:54:30+02:00
- 11:54 pm on May 4, 2010 => 2010-05-04T23:54
- 11:54, 4 May 2010 => 2010-05-04T11:54
- 11:54 a.m., May 4, 2010 => 2010-05-04T11:54
- May 4, 2010 12:30 am => 2010-05-04T00:30
- May 4, 2010 12 AM => 2010-05-04T00:00
- May 4, 2010 12:30 p.m. => 2010-05-04T12:30
- May 4, 2010 at 5 pm => 2010-05-04T17:00
- May 4, 2010 @ 5:07:09 pm => 2010-05-04T17:07:09
- May 4, 2010 13:05 PM => 2010-05-04T13:05
- May 4, 2010 at 11:54p => 2010-05-04T23:54
- May 4, 2010 25:00 => 2010-05-04
- May 4, 2010 11:75 => 2010-05-04
- May 4, 2010 3 comments => 2010-05-04
- May 2010 => 2010-05
- may 2010 => 2010-05
- Archive for May, 2010 => 2010-05
- 2010 May 4 => 2010-05-04
- 2006 December => 2006-12
- 4th of May 2010 => 2010-05-04
- the 4th of May, 2010 => 2010-05-04
- MAY 4, 2010 => 2010-05-04
- Sept. 3, 2010 => 2010-09-03
- Sep 3rd 2010 => 2010-09-03
- Sun Dec 16 19:05:00 2012 => 2012-12-16T19:05:00
- Sun Dec 16 19:05:00 CET 2012 => 2012-12-16T19:05:00+01:00
- Sun, 16 Dec 2012 19:05:00 +0100 => 2012-12-16T19:05:00+01:00
- 12 Nov 2019 , 10:30pm => 2019-11-12T22:30
- Comment by Princo — 18.07, 2011 @ 10:44 => 2011-07-18T10:44
- February 29, 2012 => 2012-02-29
- February 29, 2011 => 2011-02
- 31 February 2010 => 2010-02
- 40 May 2010 => 2010-05
- May 4-6, 2010 => 2010-05
- 4-6 May 2010 => 2010-05
- 9-19 December 2011 => 2011-12
- May 4, 1945 => 1945-05-04
- Comments: 5 May 4, 2010 => 2010-05-04
- © 2010 May 4, 2011 => 2011-05-04
- 2013.08.11 | Confessions => 2013-08-11
- 2010-05-04T11:54:30+02:00 => 2010-05-04T11:54:30+02:00
- 2010-05-04T11:54:30Z => 2010-05-04T11:54:30+00:00
- 2010-05-04t11:54z => 2010-05-04T11:54+00:00
- 2010-05-04T11:54:30.123-05:00 => 2010-05-04T11:54:30-05:00
- 2010-05-04T11:54-05:00 => 2010-05-04T11:54-05:00
- 2010-05-04 => 2010-05-04
- 2010-5-4 => 2010-05-04
- 2010/05/04 11:54 => 2010-05-04T11:54
- 5/5/2010 => 2010-05-05
- 4-5-2010 => 2010
- 05/04/2010 => 2010
- 05/04/2010 11:54 => 2010
- 13/02/2012 => 2012-02-13
- 02/13/2012 => 2012-02-13
- 12/31/99 => 1999-12-31
- 05/04/10 => 2010
- 12.16.2012 => 2012-12-16
- 17.7.11 => 2011-07-17
- Wake News Radio – 14.7.16 | Terra => 2016-07-14
- 04.05.2010. => 2010-05-04
- 2010 => 2010
- 2010年 => 2010
- (2010) => 2010
- 15 2010 => 2010
- 15, 2010 => 2010
- Posted on 15 2010 at 11:54AM => 2010
- 15th 2010 => 2010
- 05/2010 => 2010-05
- 05.2010 => 2010-05
- 2010-05 => 2010-05
- 2010-11 => 2010
- 18 Mai => --05-18
- June 3 at 5:00 pm => --06-03 17:00
- 21:00 => -- 21:00
- at 5 pm => -- 17:00
- um 21 Uhr => -- 21:00
- 12.05., 18:30 Uhr => --05-12 18:30
- fr link78 Le 12/02 à 11:30 => --02-12 11:30
- February 29 => --02-29
en-US 05/04/2010 => 2010-05-04
en_US 05/04/10 3:05 PM => 2010-05-04T15:05
en-US 13/02/2012 => 2012-02-13
en-PH 05/04/2010 => 2010-05-04
en-GB 05/04/2010 => 2010-04-05
en-AU 05-04-2010 => 2010-04-05
en-CA 05/04/2010 => 2010
en 05/04/2010 => 2010
en-US 04.05.2010 => 2010-05-04
de 4. Mai 2010 um 11:54 Uhr => 2010-05-04T11:54
de 16.12.2012 | 19:05 Uhr Uhr => 2012-12-16T19:05
de 21.8.2009 um 14:05 => 2009-08-21T14:05
de 04.05.10 11:54 => 2010-05-04T11:54
de 16.09.2022 um 9.21 Tolle Worte => 2022-09-16T09:21
de Sonntag, Dezember 16th, 2012, 7:05 pm => 2012-12-16T19:05
de 1. März 2010, 19 Uhr => 2010-03-01T19:00
de 1. MÄRZ 2010 => 2010-03-01
de 1. Maerz 2010 => 2010-03-01
de 3. Jänner 2010 => 2010-01-03
de 4.Mai.2010 => 2010-05-04
de Di, 10:19 Uhr 31.10.2023 => 2023-10-31T10:19
de um 12:30 am 4. Mai 2010 => 2010-05-04T12:30
de Geschrieben am 1.2.10 von Uwe => 2010-02-01
de Dienstag, 4. Mai 2010 11:54 MESZ => 2010-05-04T11:54+02:00
de 4. Mai 2010 11.54 Uhr => 2010-05-04T11:54
de 4.-6. Mai 2010 => 2010-05
de 4. - 6. Mai 2010 => 2010-05
de 4/5/2010 => 2010-05-04
de Juni 17, 2015 um 12:50 pm => 2015-06-17T12:50
de Antimodes am 19. Oktober 2023 - 15:18 => 2023-10-19T15:18
de Herr Schmitz 28.04.2020, 08:59 Uhr => 2020-04-28T08:59
de Astrid 19. Juni 2019 / 6:37 => 2019-06-19T06:37
de Dez. 2013 => 2013-12
fr 04.05.2010, 11h54 => 2010-05-04T11:54
fr 11h54 le 4 mai 2010 => 2010-05-04T11:54
fr 1er mai 2010 => 2010-05-01
fr mardi 4 mai 2010 à 11:54 => 2010-05-04T11:54
fr mar. 4 mai 2010 => 2010-05-04
fr Le 4 décembre 2019 à 04 h 27 => 2019-12-04T04:27
fr 4 août 2010 => 2010-08-04
fr 4 aout 2010 => 2010-08-04
fr 4 AOÛT 2010 => 2010-08-04
fr 14 juil. 2010 => 2010-07-14
fr 14 févr. 2010 à 11h => 2010-02-14T11:00
fr mars 2010 => 2010-03
fr 04/05/2010 => 2010-05-04
fr le 4 mai 2010 à 11:54 est un jour => 2010-05-04T11:54
fr Le 29 juin à 10:43 => --06-29 10:43
es 4 de mayo de 2010 a las 11:54 => 2010-05-04T11:54
es 4 mayo, 2010 => 2010-05-04
es mar 4 may 2010 => 2010-05-04
es jueves, 09 enero 2014 - 10:21 h => 2014-01-09T10:21
es 4 de mayo del 2010 a las 3:05 p. m. => 2010-05-04T15:05
es 4 ene. 2010 => 2010-01-04
es setiembre 2010 => 2010-09
es may 2010 => 2010-05
es 26 abril 2022 a las 16:56 => 2022-04-26T16:56
es 04/05/2010 => 2010-05-04
it 4 maggio 2010 alle 11:54 => 2010-05-04T11:54
it martedì 4 maggio 2010 ore 11.54 => 2010-05-04T11:54
it 1° maggio 2010 => 2010-05-01
it 4 mag 2010 => 2010-05-04
it mar, 4 mag 2010 => 2010-05-04
it 4 set 2010 => 2010-09-04
it 4 gen. 2010 => 2010-01-04
pt 4 de maio de 2010 às 11:54 => 2010-05-04T11:54
pt 4 de março de 2010 => 2010-03-04
pt terça-feira, 4 de maio de 2010 => 2010-05-04
pt maio 4, 2010 às 3:05 pm => 2010-05-04T15:05
pt-BR 4 out 2010 => 2010-10-04
pt 04/05/2010 11h54 => 2010-05-04T11:54
ca 4 d'abril de 2010 => 2010-04-04
ca 4 d’agost de 2010 a les 11:54 => 2010-08-04T11:54
ca 4 de maig del 2010 => 2010-05-04
gl 4 de xuño de 2010 => 2010-06-04
nl 4 mei 2010 om 11:54 => 2010-05-04T11:54
nl dinsdag 4 maart 2010 => 2010-03-04
nl 4 mrt 2010 11u54 => 2010-03-04T11:54
nl 4-5-2010 => 2010-05-04
nl 4 augustus 2010 => 2010-08-04
pl 8 maja 2010 => 2010-05-08
pl 8 października 2010, 11:54 => 2010-10-08T11:54
pl 8 listopada 2010 o 11:54 => 2010-11-08T11:54
pl 8 gru 2010 => 2010-12-08
pl lipiec 2010 => 2010-07
pl 8 sierpnia 2010 r. godz. 11:54 => 2010-08-08T11:54
ru 4 мая 2010 г. в 11:54 => 2010-05-04T11:54
ru вторник, 4 мая 2010 => 2010-05-04
ru 4 января 2010 года, 11:54 => 2010-01-04T11:54
ru Май 4, 2010 => 2010-05-04
ru Сентябрь 4th, 2010 at 11:54 => 2010-09-04T11:54
ru 4 авг. 2010 => 2010-08-04
ru 4-го марта 2010 => 2010-03-04
ru 04.05.2010 в 11:54 MSK => 2010-05-04T11:54+03:00
ru Май 2010 => 2010-05
uk 4 травня 2010 року о 11:54 => 2010-05-04T11:54
uk 4 лютого 2010 => 2010-02-04
uk 4 листопада 2010 р. => 2010-11-04
be 4 красавіка 2010 => 2010-04-04
bg 4 май 2010 г. в 11:54 ч. => 2010-05-04T11:54
bg 4 септември 2010 => 2010-09-04
mk 4 јуни 2010 => 2010-06-04
sr 4. мај 2010. у 11:54 => 2010-05-04T11:54
sr 4. јануара 2010. => 2010-01-04
sr 4. avgusta 2010. u 11:54 => 2010-08-04T11:54
hr 4. svibnja 2010. u 11:54 => 2010-05-04T11:54
hr 4. listopada 2010. => 2010-10-04
hr 4. lipnja 2010. => 2010-06-04
hr 4. lip 2010. => 2010-06-04
sl 4. maja 2010 ob 11:54 => 2010-05-04T11:54
sl 4. 5. 2010 => 2010-05-04
sl 4. 5. 10 => 2010-05-04
cs 4. května 2010 v 11:54 => 2010-05-04T11:54
cs 4. 5. 2010 11.54 => 2010-05-04T11:54
cs 4. listopadu 2010 => 2010-11-04
cs 4. září 2010 => 2010-09-04
sk 4. mája 2010 o 11:54 => 2010-05-04T11:54
sk utorok 4. októbra 2010 => 2010-10-04
hu 2010. május 4. => 2010-05-04
hu 2010. május 4. 11:54 => 2010-05-04T11:54
hu 2010. május 4-én => 2010-05-04
hu 2010. szept. 14., kedd => 2010-09-14
hu 2010.05.04. 11:54 => 2010-05-04T11:54
hu 2010. május => 2010-05
hu 2010. május 4., du. 3:05 => 2010-05-04T15:05
ro 4 mai 2010 la 11:54 => 2010-05-04T11:54
ro marți, 4 ianuarie 2010 => 2010-01-04
ro 4 iun. 2010, ora 11:54 => 2010-06-04T11:54
sv 4 maj 2010 kl. 11:54 => 2010-05-04T11:54
sv den 4 mars 2010 klockan 11.54 => 2010-03-04T11:54
sv 4:e augusti 2010 => 2010-08-04
sv 2010-05-04 kl. 11.54 => 2010-05-04T11:54
da 4. maj 2010 kl. 11.54 => 2010-05-04T11:54
da den 4. marts 2010 => 2010-03-04
no 4. desember 2010 kl. 11:54 => 2010-12-04T11:54
no 4. mai 2010 klokken 11.54 => 2010-05-04T11:54
is 4. ágúst 2010 => 2010-08-04
fi 4. toukokuuta 2010 => 2010-05-04
fi 14.5.2010 klo 11.54 => 2010-05-14T11:54
fi toukokuu 4, 2010 at 3:05 pm => 2010-05-04T15:05
fi 4. kesäkuuta 2010 kello 11.54 => 2010-06-04T11:54
et 4. märts 2010 => 2010-03-04
lt 2010 m. gegužės 4 d. 11:54 => 2010-05-04T11:54
lv 2010. gada 4. maijs => 2010-05-04
el 4 Μαΐου 2010 στις 11:54 => 2010-05-04T11:54
el ΤΡΙΤΗ 4 ΙΑΝΟΥΑΡΙΟΥ 2010 => 2010-01-04
el 4 Αυγ 2010, 3:05 μ.μ. => 2010-08-04T15:05
el 4 Αυγ 2010, 11:54 π.μ. => 2010-08-04T11:54
tr 4 Mayıs 2010 Salı, 11:54 => 2010-05-04T11:54
tr 4 AĞUSTOS 2010 => 2010-08-04
tr 4 Şubat 2010 saat 11:54 => 2010-02-04T11:54
tr 4 Kasım 2010 => 2010-11-04
tr 04.05.2010 11:54 => 2010-05-04T11:54
id 4 Agustus 2010 pukul 11.54 => 2010-08-04T11:54
id Selasa, 4 Mei 2010 11:54 WIB => 2010-05-04T11:54+07:00
ms 4 Ogos 2010 => 2010-08-04
ms 4 Disember 2010 3:05 PTG => 2010-12-04T15:05
vi ngày 4 tháng 5 năm 2010 => 2010-05-04
vi 4 Tháng Năm, 2010 => 2010-05-04
vi Tháng Mười Hai 16, 2012 lúc 7:05 chiều => 2012-12-16T07:05
vi 04/05/2010 lúc 11:54 => 2010-05-04T11:54
vi 4 thg 5, 2010 3:05 CH => 2010-05-04T15:05
ja 2010年5月4日 11:54 => 2010-05-04T11:54
ja 2010年5月4日(火) 午後3時5分 => 2010-05-04T15:05
ja 2010年 5月 4日 15時05分30秒 => 2010-05-04T15:05:30
ja 2010年5月4日午前0時30分 => 2010-05-04T00:30
ja 2010/05/04(火) 11:54 => 2010-05-04T11:54
ja 平成24年12月16日 => 2012-12-16
ja 令和2年5月4日 => 2020-05-04
ja 令和元年5月4日 => 2019-05-04
ja 昭和64年1月7日 => 1989-01-07
ja 12月 16th, 2012 => 2012-12-16
ja 16 12月 2012 => 2012-12-16
ja 2010年5月 => 2010-05
ja 10/05/04 => 2010-05-04
ja ２０１０年５月４日　１１：５４ => 2010-05-04T11:54
ja 投稿日:2010/05/04 => 2010-05-04
ja 追記（11月22日） => --11-22
zh 2010年5月4日 星期二 下午3:05 => 2010-05-04T15:05
zh 2010年05月04日 上午 11:54 => 2010-05-04T11:54
zh 2010年5月4日 15点05分 => 2010-05-04T15:05
zh 2010年5月4日 中午1:05 => 2010-05-04T13:05
zh 五月 4, 2010 => 2010-05-04
zh 十二月 16th, 2012 => 2012-12-16
zh 二〇一〇年五月四日 => 2010-05-04
zh 二〇一二年十二月二十六日 => 2012-12-26
zh 二〇一二年十三月 => 2012
zh 二〇一二年二月三十日 => 2012-02
zh-TW 民國99年5月4日 => 2010-05-04
zh-HK 04/05/2010 => 2010-05-04
zh 发表于 2010-5-4 11:54:30 => 2010-05-04T11:54:30
ko 2010년 5월 4일 화요일 => 2010-05-04
ko 2010. 5. 4. 오후 3:05 => 2010-05-04T15:05
ko 2010년 5월 4일 오후 3시 5분 => 2010-05-04T15:05
ko 2010년 5월 4일 PM 3:05 => 2010-05-04T15:05
ko 2010.05.04 11:54 => 2010-05-04T11:54
ko 12월 16, 2012 => 2012-12-16
ko 10. 5. 4. => 2010-05-04
ar 4 مايو 2010 => 2010-05-04
ar ٤ مايو، ٢٠١٠ ١١:٥٤ ص => 2010-05-04T11:54
ar ٤ مايو ٢٠١٠ ٣:٠٥ م => 2010-05-04T15:05
ar 4 أيار 2010 => 2010-05-04
ar 4 مايو/أيار 2010 => 2010-05-04
ar 4 كانون الثاني 2010 => 2010-01-04
ar 4 تشرين الأول 2010 الساعة 11:54 => 2010-10-04T11:54
ar الثلاثاء 4 اغسطس 2010 => 2010-08-04
ar 4 غشت 2010 => 2010-08-04
ar 4 جويلية 2010 => 2010-07-04
ar ٢٠١٠/٠٥/٠٤ => 2010-05-04
fa ۴ ژانویه ۲۰۱۰ => 2010-01-04
fa ۴ اكتبر 2010 => 2010-10-04
he 4 במאי 2010 בשעה 11:54 => 2010-05-04T11:54
he ב-4 בספטמבר 2010 => 2010-09-04
he 4 נוב׳ 2010 => 2010-11-04
hi 4 मई 2010 => 2010-05-04
hi 4 फ़रवरी 2010 => 2010-02-04
hi ४ जनवरी २०१० => 2010-01-04
hi 4 दिस॰ 2010 => 2010-12-04
th 4 พฤษภาคม 2553 เวลา 11:54 น. => 2010-05-04T11:54
th 4 พ.ค. 2555 => 2012-05-04
th 4/5/2553 => 2010-05-04
th ๔ มกราคม ๒๕๕๓ => 2010-01-04
- 4 พฤษภาคม 2553 => 2010-05-04
- 3 years ago => relative
- about a year ago => relative
- 8 years, 2 months ago => relative
- a few seconds ago => relative
- 2 mins ago => relative
- 3h ago => relative
- just now => relative
- Fred - yesterday => relative
- yesterday at 5 pm => relative 17:00
- Today, 11:54 => relative 11:54
- The car was stolen yesterday at 5 pm from the yard of my house in the country => relative 17:00
de vor 4 Monaten => relative
de vor einem Jahr => relative
de vor ca. 50 Jahren => relative
de 1 Stunde 45 Minuten her => relative
de gestern => relative
de Heute, 18:30 Uhr => relative 18:30
fr il y a 2 jours => relative
fr il y a un an => relative
fr hier à 16:30 => relative 16:30
fr hier => relative
fr aujourd’hui => relative
es hace 28 minutos => relative
es hace un año => relative
es ayer => relative
it 2 giorni fa => relative
it ieri => relative
pt há 2 dias => relative
pt 1 ano atrás => relative
pt ontem => relative
nl 2 dagen geleden => relative
nl gisteren => relative
pl 3 dni temu => relative
pl wczoraj => relative
ru 3 года назад => relative
ru Пять лет назад => relative
ru вчера в 11:54 => relative 11:54
uk 3 дні тому => relative
bg преди 3 дни => relative
sv för 2 dagar sedan => relative
sv igår => relative
da for 3 timer siden => relative
no 2 uker siden => relative
fi 3 päivää sitten => relative
fi eilen => relative
tr 2 gün önce => relative
tr dün => relative
cs před 3 dny => relative
sk pred 2 hodinami => relative
hu 3 nappal ezelőtt => relative
hu tegnap => relative
ro acum 3 zile => relative
el πριν από 3 ημέρες => relative
el χθες => relative
hr prije 3 dana => relative
sr пре 3 дана => relative
sl pred 3 dnevi => relative
id 3 hari yang lalu => relative
id kemarin => relative
vi 3 ngày trước => relative
ca fa 3 dies => relative
ar منذ 3 أيام => relative
ar منذ ساعة => relative
ar قبل ٣ أشهر => relative
ar أمس => relative
he לפני 3 ימים => relative
he לפני שעתיים => relative
fa ۳ روز پیش => relative
hi 3 दिन पहले => relative
th 3 วันที่แล้ว => relative
ja 3日前 => relative
ja 約2時間前 => relative
ja 3か月前 => relative
ja 昨日 => relative
zh 3天前 => relative
zh 5个月前 => relative
zh 刚刚 => relative
ko 3일 전 => relative
ko 어제 => relative
- 3 years ago, on 4 May 2010 => 2010-05-04
"""

# Numbers and words that are no dates.
NOTHING = """
|5 comments|Chapter 4 May be read|1000 2010 words|version 2.0.1|Version 1.2.10|WordPress 2.8.10|Apache 1.2.10|v1.2.3
|§ 3.4.12|192.168.1.10|10.0.0.1|1.2.10.44|+49 30 1234567|030-12-34-56|01.02.03.04.05|555-12-1234|19.99|$19.99|1.234,56
|3-2|2-3-10|13 / 2 - 10|24/7|ISBN 978-3-16-148410-0|ISBN 0-13-110362-8|© 2010|Copyright 2010-2012|march 12 miles|you may 3 times
|May be|in May|May|Sunday|Monday morning|4.4.2 formation|9 out of 10|Top 10 of 2010|Heft 10 - 2011|2005 - 01 - 02 - 03
|Surface Pro 3|they may 2010 times|Set 2010 goals|page 3 of 12|12:99|25:00|11:5|http://example.org/2010/05/04/slug|2010/13/45
|99.99.2010|32.13.2010|13/13/2013|rev 2022.5.5.42046|Olympia 2028|2021/2022|3/4|1/2 cup|5 stars|to let her go|over whether 3
|3 people ago|vor 3 Personen|il y a 5 personnes|hace 3 goles|Gather 3 seeds|2 days once a week|ha 3 anni|hier klicken
|What did you do today? I walked 5 miles|I saw it yesterday and 5 of us liked it very much indeed|What about today?|1389/02/14
|15 اردیبهشت 1389|4 محرم 1431|we march 5|Jan13|18-24 November|4.7/5|100%|12345678901|4 8 15 16 23 42|13 May be|45 2010
|13/2010|2010-13|0|May 12 people|4 May 0999|4 May 3010|1-2-3|4.5.60|00/00/0000|昨年より5|一二三月|日本|15月3日|||
"""


def _cases() -> list[tuple[str, str, str]]:
    rows = (re.fullmatch(r"(\S+) (.*) => (.*)", line) for line in ROWS.strip().splitlines())
    return [(row[1], row[2], row[3]) for row in rows if row]


def _told(date: Date | None) -> str | None:
    """A date in the notation of ``ROWS``."""
    if date is None or date.value is not None:
        return date and date.value
    day = "relative" if date.relative else "--" + ("{:02}-{:02}".format(*date.month_day) if date.month_day else "")
    return day + (f" {date.time}" if date.time else "")


@pytest.mark.parametrize(("language", "text", "expected"), _cases())
def test_date_is_read_as_precisely_as_it_is_told(language: str, text: str, expected: str) -> None:
    assert _told(find_date(text, language=None if language == "-" else language)) == expected


def test_table_is_large_and_has_every_language() -> None:
    cases = _cases()
    assert len(cases) == len(ROWS.strip().splitlines()) >= 250
    assert set(MONTH_NAMES) - {"sh"} <= {language.split("-")[0] for language, _, _ in cases}


@pytest.mark.parametrize("text", [text.strip() for text in NOTHING.split("|")])
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    for language in (None, "en", "en-GB", "de"):
        assert find_date(text, language=language) is None
        assert list(find_dates(text, language=language)) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Posted  on\n May 4th 2010 at 11:54AM by Josh", "May 4th 2010 at 11:54AM"),
        ("Josh am Dienstag, 4. Mai 2010 um 11:54 Uhr:", "Dienstag, 4. Mai 2010 um 11:54 Uhr"),
        ("Par Yves, le samedi 18 mai 2019 à 19h38.", "samedi 18 mai 2019 à 19h38"),
        ("Kommentar 11:54 pm on May 4, 2010 (Link)", "11:54 pm on May 4, 2010"),
        ("x 4\u200e/\u200e5\u200e/\u200e2010 y", "4\u200e/\u200e5\u200e/\u200e2010"),
        ("x 4 ao\u0302u\u0302t 2010", "4 ao\u0302u\u0302t 2010"),
        ("Josh (4 May 2010 11:54 UTC) said", "4 May 2010 11:54 UTC"),
        ("Sun Dec 16 19:05:00 CET 2012 x", "Sun Dec 16 19:05:00 CET 2012"),
        ("Josh vor 4 Monaten Antworten", "vor 4 Monaten"),
    ],
)
def test_text_is_the_part_that_says_the_date(text: str, part: str) -> None:
    date = find_date(text)
    assert date is not None
    assert date.text == part
    assert " ".join(text.split())[date.start : date.end] == part


def test_explicit_order_outweighs_the_language() -> None:
    assert _told(find_date("05/04/2010", order=DayOrder.MONTH_FIRST, language="de")) == "2010-05-04"
    assert _told(find_date("05/04/2010", order=DayOrder.DAY_FIRST, language="en-US")) == "2010-04-05"
    assert _told(find_date("05/04/2010", order=DayOrder.UNKNOWN, language="de")) == "2010"
    assert _told(find_date("12/02 - 11:30", order=DayOrder.MONTH_FIRST)) == "--12-02 11:30"
    assert find_date("12/02 - 11:30", order=DayOrder.UNKNOWN) is None


def test_time_is_kept_beside_a_date_too_coarse_for_it() -> None:
    date = find_date("05/04/2010 11:54 +0200")
    assert date is not None
    assert (date.value, date.time) == ("2010", "11:54+02:00")


def test_year_can_be_given_to_a_date_without_one() -> None:
    date = find_date("June 3 at 5:00 pm")
    assert date is not None
    assert date.in_year(2010) == "2010-06-03T17:00"
    leap = find_date("February 29")
    assert leap is not None
    assert leap.in_year(2011) is None
    assert leap.in_year(2012) == "2012-02-29"
    full = find_date("4 May 2010")
    assert full is not None
    assert full.in_year(1999) == "2010-05-04"


def test_croatian_october_is_not_the_november_of_its_neighbours() -> None:
    assert month_number("listopada", "hr") == 10
    assert month_number("listopada", "pl") == month_number("listopada", None) == 11


def test_all_dates_of_a_text_come_in_its_order() -> None:
    text = "On 4 May 2010 11:54, and 3 years ago, then 05.06.2011 12:00, 7 July 2012."
    assert [_told(date) for date in find_dates(text)] == [
        "2010-05-04T11:54",
        "relative",
        "2011-06-05T12:00",
        "2012-07-07",
    ]
    assert [_told(date) for date in find_dates("15 2010")] == ["2010"]


def test_prose_gives_its_first_date_relative_or_not() -> None:
    prose = "We moved here two years ago and are still in awe of the place; the house was built on 4 May 1945, they say."
    assert _told(find_date(prose)) == "relative"
    assert _told(find_date("On 4 May 1945 it was built; " + prose)) == "1945-05-04"


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        (["13/02/2012"], "en", DayOrder.DAY_FIRST),
        (["02/13/2012", "3/4/2012"], "de", DayOrder.MONTH_FIRST),
        (["Tue, 05/04/2010 - 11:54"], None, DayOrder.MONTH_FIRST),
        (["13/02/12"], None, DayOrder.DAY_FIRST),
        (["13-02-2012"], None, DayOrder.DAY_FIRST),
        (["13/02/2012", "02/13/2012"], None, DayOrder.UNKNOWN),
        (["13/02/2012", "02/13/2012"], "en-US", DayOrder.MONTH_FIRST),
        (["13.02.2012", "2012-02-13", "5/5/2010", "13-2-10", "13/02/60", "5/4/2010"], None, DayOrder.UNKNOWN),
        ([], "en-US", DayOrder.MONTH_FIRST),
        ([], "fil", DayOrder.MONTH_FIRST),
        ([], "en-GB", DayOrder.DAY_FIRST),
        ([], "en_AU", DayOrder.DAY_FIRST),
        ([], "de", DayOrder.DAY_FIRST),
        ([], "de-US", DayOrder.DAY_FIRST),
        ([], "es-419", DayOrder.DAY_FIRST),
        ([], "zh-Hant-HK", DayOrder.DAY_FIRST),
        ([], "en", DayOrder.UNKNOWN),
        ([], "en-CA", DayOrder.UNKNOWN),
        ([], "ja", DayOrder.UNKNOWN),
        ([], "", DayOrder.UNKNOWN),
        ([], None, DayOrder.UNKNOWN),
    ],
)
def test_order_comes_from_evidence_then_from_the_language(
    texts: list[str], language: str | None, expected: DayOrder
) -> None:
    assert day_order(texts, language) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012-12-16T19:05:00+01:00", "2012-12-16T19:05:00+01:00"),
        ("2012-12-16T19:05:00Z", "2012-12-16T19:05:00+00:00"),
        ("2012-12-16t19:05z", "2012-12-16T19:05+00:00"),
        ("2012-12-16T19:05:00.123456Z", "2012-12-16T19:05:00+00:00"),
        ("2012-12-16T19:05:00.000-0500", "2012-12-16T19:05:00-05:00"),
        ("2012-12-16T19:05:00+0100", "2012-12-16T19:05:00+01:00"),
        ("2012-12-16T19:05:00-05", "2012-12-16T19:05:00-05:00"),
        ("2012-12-16T19:05:00 +01:00", "2012-12-16T19:05:00+01:00"),
        ("2012-12-16T19:05:00+01:00[Europe/Berlin]", "2012-12-16T19:05:00+01:00"),
        ("2013-08-30EDT11:20:00-04:00", "2013-08-30T11:20:00-04:00"),
        ("2012-12-16 19:05", "2012-12-16T19:05"),
        ("2012-12-16 19:05:00 UTC", "2012-12-16T19:05:00+00:00"),
        ("2012-12-16 19:05:00 CEST", "2012-12-16T19:05:00+02:00"),
        ("2012-12-16 19:05:00 CST", "2012-12-16T19:05:00"),
        ("2012-12-16, 7:05", "2012-12-16T07:05"),
        ("2012/12/16 19:05", "2012-12-16T19:05"),
        ("2012-2-6", "2012-02-06"),
        ("2012-12", "2012-12"),
        ("2012", "2012"),
        ("  2012-12-16 ", "2012-12-16"),
        ("20121216T190500Z", "2012-12-16T19:05:00+00:00"),
        ("20121216T1905+0100", "2012-12-16T19:05+01:00"),
        ("20121216", "2012-12-16"),
        ("20121216190500", "2012-12-16T19:05:00"),
        ("1355684700", "2012-12-16T19:05:00+00:00"),
        ("1355684700000", "2012-12-16T19:05:00+00:00"),
        ("Sun, 16 Dec 2012 19:05:00 +0100", "2012-12-16T19:05:00+01:00"),
        ("16 Dec 2012 19:05:00 GMT", "2012-12-16T19:05:00+00:00"),
        ("Sunday, 16-Dec-12 19:05:00 GMT", "2012-12-16T19:05:00+00:00"),
        ("Fri, 16 Dec 94 19:05 EST", "1994-12-16T19:05-05:00"),
        ("Sun, 16 Dec 2012 19:05:00 CST", "2012-12-16T19:05:00-06:00"),
        ("16 December 2012", "2012-12-16"),
        ("Sun Dec 16 2012 19:05:00 GMT+0100 (CET)", "2012-12-16T19:05:00+01:00"),
        ("Sun Dec 16 19:05:00 2012", "2012-12-16T19:05:00"),
        ("Sun Dec 16 19:05:00 CET 2012", "2012-12-16T19:05:00+01:00"),
        ("Sun Dec 16 19:05:00 CST 2012", "2012-12-16T19:05:00"),
        ("Sun Dec 6 19:05:00 +0100 2012", "2012-12-06T19:05:00+01:00"),
        ("2012-12-16T24:00:00Z", "2012-12-16"),
        ("2012-12-16T19:65:00Z", "2012-12-16"),
        ("2012-12-16Tnoon", "2012-12-16"),
        ("2012-12-16T19:05:00+99:00", "2012-12-16T19:05:00"),
        ("2012-02-31", "2012-02"),
        ("2012-00-00", "2012"),
        ("2012-13-01", "2012"),
        ("0000-00-00 00:00:00", None),
        ("-0001-11-30T00:00:00+00:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("9999999999", None),
        ("4 Mai 2010 um", None),
        ("3 years ago", None),
        ("05/04/2010", None),
        ("2012-W50-7", None),
        ("true", None),
        ("", None),
        ("2" * 100, None),
    ],
)
def test_attribute_is_read_as_iso(text: str, expected: str | None) -> None:
    assert parse_iso(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2010/05/04/slug", "2010-05-04"),
        ("https://example.org/blog/2010/5/4/", "2010-05-04"),
        ("https://example.org/2010/05/04.html", "2010-05-04"),
        ("https://example.org/2010/05/slug", "2010-05"),
        ("https://example.org/2010/05/2012-in-review", "2010-05"),
        ("https://example.org/2010/05/", "2010-05"),
        ("https://example.org/2010/may/04/slug", "2010-05-04"),
        ("https://example.org/2010/May/slug", "2010-05"),
        ("https://example.org/20100504/slug", "2010-05-04"),
        ("https://example.org/20100504-slug", "2010-05-04"),
        ("https://example.org/2010-05-04-slug/", "2010-05-04"),
        ("https://example.org/2010_05_01_archive.html", "2010-05-01"),
        ("https://example.org/2010/news/2011/05/04/slug", "2011-05-04"),
        ("/2010/05/04/slug", "2010-05-04"),
        ("https://example.org/2010/02/31/slug", "2010-02"),
        ("https://example.org/2010/slug", None),
        ("https://example.org/1950/05/04/slug", None),
        ("https://example.org/2010/13/slug", None),
        ("https://example.org/12010/05/04/slug", None),
        ("https://example.org/20101399", None),
        ("https://example.org/?d=2010/05/04", None),
        ("https://example.org/p/12345", None),
        ("https://[example/2010/05/04", None),
        ("", None),
    ],
)
def test_path_of_a_url_hints_at_a_date(url: str, expected: str | None) -> None:
    assert date_in_url(url) == expected


@pytest.mark.parametrize("language", sorted(MONTH_NAMES))
def test_each_language_has_twelve_months_that_are_read(language: str) -> None:
    months = MONTH_NAMES[language]
    assert len(months) == 12
    for number, names in enumerate(months, 1):
        for name in names:
            year = "2553" if language == "th" else "2010"
            assert _told(find_date(f"14 {name} {year}", language=language)) == f"2010-{number:02}-14", name
            assert _told(find_date(f"{name} 14, {year}", language=language)) == f"2010-{number:02}-14", name


def test_only_croatian_gives_a_name_to_another_month() -> None:
    conflicts = {
        language
        for language, months in MONTH_NAMES.items()
        for number, names in enumerate(months, 1)
        if any(MONTHS[name] != number for name in names)
    }
    assert conflicts == {"hr"}


def test_tables_are_of_one_script_a_word() -> None:
    """A Cyrillic letter in a Latin word looks right and never matches."""
    scripts = re.compile(r"[a-z' .-]+|[α-ω ]+|[\u0400-\u052f' ]+|[^a-zα-ω\u0400-\u052f]+")
    assert [word for word in [*MONTHS, *WEEKDAYS] if not scripts.fullmatch(word)] == []


# How a theme of each kind prints a moment; every value of strftime is a number, so that no locale matters.
FORMATS = [
    ("de", "%d. {} %Y um %H:%M Uhr"),
    ("en", "{} %d, %Y at %H:%M"),
    ("fr", "%d {} %Y à %Hh%M"),
    ("es", "%d de {} de %Y a las %H:%M"),
    ("ru", "%d {} %Y г. в %H:%M"),
    ("hu", "%Y. {} %d., %H:%M"),
    ("fi", "%d. {} %Y klo %H.%M"),
    ("tr", "%d {} %Y, %H:%M"),
    ("el", "{} %d, %Y στις %H:%M"),
    ("ar", "%d {}، %Y %H:%M"),
    ("uk", "%H:%M, %d {} %Y"),
    ("ja", "%Y年%m月%d日 %H時%M分"),
    ("ko", "%Y. %m. %d. %H:%M"),
    ("sv", "%Y-%m-%d kl. %H.%M"),
    ("da", "%d.%m.%Y kl. %H:%M"),
    ("en-US", "%m/%d/%Y %H:%M"),
    ("en-GB", "%d/%m/%Y %H:%M"),
    ("th", "{} %d, %Y %H:%M"),
]
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2049, 12, 31)).map(lambda moment: moment.replace(second=0))  # noqa: DTZ001


@given(MOMENTS, st.sampled_from(FORMATS), st.data())
def test_what_a_theme_prints_is_read_back(moment: datetime, theme: tuple[str, str], data: st.DataObject) -> None:
    language, pattern = theme
    names = MONTH_NAMES.get(language, MONTH_NAMES["en"])[moment.month - 1]
    text = moment.strftime(pattern.encode("unicode_escape").decode()).encode().decode("unicode_escape")
    text = text.format(data.draw(st.sampled_from(names)))
    assert _told(find_date(f"Josh, {text}", language=language)) == moment.strftime("%Y-%m-%dT%H:%M")


@given(MOMENTS, st.integers(-11 * 4, 14 * 4))
def test_iso_with_any_offset_is_read_back(moment: datetime, quarters: int) -> None:
    text = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters))).isoformat()
    assert parse_iso(text) == text
    assert _told(find_date(f"on {text}.")) == text


@given(st.datetimes(datetime(2001, 9, 10), datetime(2049, 1, 1), timezones=st.just(UTC)))
def test_seconds_since_1970_are_read(moment: datetime) -> None:
    expected = moment.replace(microsecond=0).isoformat()
    assert parse_iso(str(int(moment.timestamp()))) == expected
    assert parse_iso(f"{int(moment.timestamp())}999") == expected


# Texts of the very pieces that dates are made of, in any order, hit more branches than random letters do.
PIECES = st.sampled_from(
    [*"0123456789 .,:/-+()'|年月日년월일午後前ago", "2010", "31", "12", "99", "May", "mai", "5月", "Tue", "pm", "Uhr", "T", "Z"]
    + ["CET", "at", "ago", "il y a", "vor", "日前", "tháng", "平成", "元", "二〇一〇", "十", "\u200e", "\u0301", "٣", "พ.ค.", "İ"]
)
HOSTILE = st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=10).map(" ".join))
VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?)?)?")


def _check_value(value: str) -> None:
    assert VALUE.fullmatch(value)
    datetime.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


@given(HOSTILE, st.sampled_from([None, "en-US", "de", "ja", "th", "hr", "ko"]), st.sampled_from([None, *DayOrder]))
@example("二〇一〇年十十月", None, None)
@example("İ 4 May 2010", None, None)
@example("2010-05-04T11:54+14:59", None, None)
@example("٣٣٣٣/٣/٣", "th", None)
def test_any_text_gives_valid_dates_within_it(text: str, language: str | None, order: DayOrder | None) -> None:
    collapsed = " ".join(text.split())
    first = find_date(text, order=order, language=language)
    dates = list(find_dates(text, order=order, language=language))
    assert (first is None) == (not dates)
    for date in [*dates, *([first] if first else [])]:
        assert 0 <= date.start < date.end <= len(collapsed)
        assert collapsed[date.start : date.end] == date.text
        assert date.value or date.relative or date.month_day or date.time
        if date.value:
            _check_value(date.value)
        if date.time:
            datetime.fromisoformat(f"2010-05-04T{date.time}")
    assert all(a.start <= b.start for a, b in zip(dates, dates[1:], strict=False))


@given(st.one_of(HOSTILE, st.text("0123456789-:T+Z. /"), st.text("0123456789")))
def test_any_attribute_gives_a_valid_value_or_none(text: str) -> None:
    value = parse_iso(text)
    if value is not None:
        _check_value(value)


@given(st.one_of(st.text(), st.lists(st.sampled_from(["/", "2010", "05", "31", "may", "-", "x"])).map("".join)))
def test_any_url_gives_a_valid_value_or_none(url: str) -> None:
    value = date_in_url(url)
    if value is not None:
        _check_value(value)


@given(st.text())
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    assert folded.source == " ".join(text.split())
    assert len(folded.text) == len(folded.offsets if folded.offsets is not None else folded.source)


def test_folding_drops_case_accents_and_invisible_characters() -> None:
    assert fold_word("AO\u0302U\u0302T\u200b") == fold_word("août") == "aout"
    assert fold_word("KASIM") == fold_word("kasım") == "kasim"
    assert fold("a \u200e b").text == "a b"


def test_ten_thousand_dates_take_well_under_two_seconds() -> None:
    texts = [text for _, text, _ in _cases()]
    started = time.process_time()
    for i in range(10_000):
        find_date(texts[i % len(texts)])
    assert time.process_time() - started < 2


@pytest.mark.parametrize("piece", ["1", "1 ", "-", "1-", "(", "12:", "年", "1月", "a\u0301", "\u200e", "1 may ", "vor ", "4.5."])
def test_time_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    started = time.process_time()
    list(find_dates(piece * 5_000))
    assert time.process_time() - started < 2
