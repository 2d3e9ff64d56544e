# Oʻzbekcha interfeys matnlari.

welcome =
    __Salom! Bu “Jardam” – Qirgʻizistondan chiqqan migrantlarga yordam.__

    Savolingizni oʻz soʻzingiz bilan yozing: qirgʻizcha, ruscha, oʻzbekcha yoki inglizcha, istalgan harfda. Yoki mavzu tanlang.

    Bepul. Ismingizni, hujjatingizni soʻramaymiz.
home = Qanday yordam kerak? Savolingizni oʻz soʻzingiz bilan yozing yoki mavzu tanlang.
greeting = Salom! Men “Jardam” dasturiman: Qirgʻizistondan chiqqan migrantlarning savollariga tekshirilgan matnlar bilan javob beraman. Nima boʻldi? Oʻz soʻzingiz bilan yozing yoki mavzu tanlang.
help =
    __Qanday foydalaniladi__

    - Savolni oddiy soʻzlar bilan yozing. Xato boʻlsa ham tushunaman.
    - Shoshilinch boʻlsa, eng muhimini yozing: kim, qayerda, nima boʻlyapti.
    - /topics – barcha mavzular
    - /offices – konsulliklar va telefonlar
    - /language – til
    - /country – siz turgan davlat
    - /privacy – biz nimani saqlaymiz
    - /wipe – yozishmani oʻchirish

    Javoblar – umumiy maʼlumot, advokat xizmati emas. Biz qutqaruv xizmati emasmiz: hayotga xavf boʻlsa, 112 ga qoʻngʻiroq qiling.
privacy =
    __Biz nimani saqlaymiz__

    - Savollaringiz saqlanmaydi.
    - Til, davlat va chat raqami shifrlangan holda saqlanadi, suhbatni davom ettirish uchun.
    - Oxirgi javoblar 24 soat shifrlangan holda turadi, aloqa uzilsa yoʻqolmasligi uchun.
    - Ism, telefon va hujjat soʻramaymiz. Pasport rasmini yubormang.
    - Turgan joyingiz faqat bitta javob uchun kerak, saqlanmaydi.
    - Yozishmani messenjerning oʻzi ham, telefoningiz ham saqlab turadi.

    /wipe buyrugʻi shu chatning oxirgi 48 soatdagi xabarlarini va siz haqingizda saqlangan hamma narsani oʻchiradi. Undan eskilarini oʻzingiz oʻchiring: chat menyusini ochib, “Chatni oʻchirish”ni bosing.
wipe-question =
    __Yozishma oʻchirilsinmi?__

    Shu chatning oxirgi 48 soatdagi xabarlari va siz haqingizda saqlangan hamma narsa yoʻqoladi. Qaytarib boʻlmaydi.

    48 soatdan eski xabarlarni dastur oʻchira olmaydi. Ularni oʻzingiz oʻchiring: chat menyusini ochib, “Chatni oʻchirish”ni bosing.
wipe-done = Tayyor: biz saqlagan narsalar oʻchirildi. Eskiroq xabarlarni chat menyusidan oʻzingiz oʻchiring. Qayta boshlash uchun savol yozing.

privacy-webchat =
    __Biz nimani saqlaymiz__

    - Savollaringiz saqlanmaydi.
    - Til va davlat shifrlangan holda saqlanadi, suhbatni davom ettirish uchun. Sahifa ochiq turganda brauzer suhbatning tasodifiy raqamini eslab turadi.
    - Oxirgi javoblar 24 soat shifrlangan holda turadi, aloqa uzilsa yoʻqolmasligi uchun.
    - Ism, telefon va hujjat soʻramaymiz. Hujjat raqamini yozmang.
    - Turgan joyingiz faqat bitta javob uchun kerak, saqlanmaydi.

    /wipe buyrugʻi siz haqingizda saqlangan hamma narsani oʻchiradi. Brauzer tarixini oʻzingiz oʻchiring.
wipe-question-webchat =
    __Suhbat oʻchirilsinmi?__

    Sahifadagi yozishma va siz haqingizda saqlangan hamma narsa yoʻqoladi. Qaytarib boʻlmaydi.

    Sahifa manzili brauzer tarixida qoladi. Uni oʻzingiz oʻchiring.
wipe-done-webchat = Tayyor: biz saqlagan hamma narsa oʻchirildi. Brauzer tarixini oʻzingiz oʻchiring. Qayta boshlash uchun savol yozing.

choose-language = Tilni tanlang. / Тилди тандаңыз. / Выберите язык. / Choose your language.
choose-country = Hozir qaysi davlatdasiz? Qonun ham, telefonlar ham shunga bogʻliq.
topics = __Barcha mavzular__
report =
    __Huquqingiz buzilgani haqida shikoyat qilmoqchimisiz?__

    Shikoyatni bevosita shu yerda qabul qilish hozircha imkonsiz. Lekin bugunoq muhim ishni qilsangiz boʻladi: dalillarni saqlang (rasm, yozishma, ismlar, sanalar) va mavzu tanlang – qayerga va qanday shikoyat qilish oʻsha yerda yozilgan.

did-you-mean = Aniq tushunmadim. Shu haqidami?
out-of-scope =
    Bu savolga menda tekshirilgan javob yoʻq. Men kirish taqiqi (zapret), hujjatlar, maosh, politsiya, tibbiy koʻrik, bolalar va uyga qaytish masalalarida yordam beraman.

    Boshqacha yozib koʻring yoki mavzu tanlang.
none-of-these =
    Unda roʻyxatdan mavzu tanlang yoki savolni boshqa soʻzlar bilan yozing.

    Odam bilan gaplashish uchun: Qirgʻiziston TIV Konsullik departamenti, { $phone }.
cannot-read = Men faqat matnni tushunaman. Iltimos, savolingizni soʻz bilan yozing.
cannot-read-nothing = Iltimos, savolingizni soʻz bilan yozing – hech boʻlmasa ikki-uch soʻz.
cannot-read-voice = Ovozli xabarni eshita olmayman. Iltimos, eng muhimini soʻz bilan yozing – xato boʻlsa ham mayli.
cannot-read-photo = Rasmni koʻra olmayman. Hujjat rasmini yubormang. Iltimos, savolingizni soʻz bilan yozing.
cannot-read-document = Faylni ocha olmayman. Iltimos, savolingizni soʻz bilan yozing.
cannot-read-contact = Biz telefon raqamlarini yigʻmaymiz. Iltimos, savolingizni soʻz bilan yozing.
button-is-old = Bu tugma eskirib qolgan. Mana bosh menyu.
trouble = Hozir javob berolmayapmiz. Xabaringiz yoʻqolmadi, yana urinib koʻramiz. Shoshilinch boʻlsa, qoʻngʻiroq qiling: { $phone }.
not-an-emergency-service = Bu dastur qutqaruv xizmati emas. Hozir xavf boʻlsa, qoʻngʻiroq qiling.

checked = Tekshirilgan sana: { $date }
for-other-country = Bu javob quyidagilar uchun: { $countries }. Sizning davlatingiz boʻyicha hozircha tekshirilgan javobimiz yoʻq – konsullikdan soʻrang.
sources = __Manbalar__
sources-not-shown = Bu boʻlim manbalarini faqat muharrirlar koʻradi.
thanks-helpful = Rahmat! Yordam berganidan xursandmiz.
sorry-not-helpful = Afsus. Boshqa soʻzlar bilan soʻrab koʻring, boshqa mavzuni oching yoki konsullikka qoʻngʻiroq qiling.

offices =
    __Yaqin atrofdagi konsulliklar va yordam__

    Shahar nomini yozing – istalgan davlat, istalgan harfda. Yoki davlatni tanlang.
offices-country = Davlatni tanlang.
offices-in = __{ $country }__: konsulliklar va yordam liniyalari
city-not-found = “{ $city }” shahri topilmadi. Nomini tekshiring yoki davlatni tanlang.
office-label-embassy = Elchixona, { $city }
office-label-consulate-general = Bosh konsullik, { $city }
office-label-consular-section = Konsullik boʻlimi, { $city }
office-distance = Toʻgʻri chiziq boʻyicha: taxminan { $km } km
office-button-distance = { $name }, { $km } km
office-address = Manzil: { $address }
office-phone = Telefon: { $phones }
office-line-own = Shoshilinch liniya: { $phone }
office-line-embassy-moscow = Moskvadagi elchixonaning ishonch telefoni: { $phone }
office-line-consular-department-bishkek = Bishkekdagi Konsullik departamentining ishonch telefoni: { $phone }
office-no-address = Bizda tekshirilgan manzil va telefon yoʻq. Avval quyidagi liniyaga qoʻngʻiroq qiling.
office-dated = Maʼlumot { $date } holatiga koʻra. Borishdan oldin mfa.gov.kg saytidan yoki telefon orqali tekshiring.
risk-state-check = __Ehtiyot boʻling:__ bu davlat xizmati. Murojaat qilsangiz, hujjat tekshirilishi mumkin. Hujjatingiz joyida boʻlmasa, avval konsullikdan soʻrang – hayotga xavf boʻlgan holdan tashqari.
risk-foreign-agent = __Ehtiyot boʻling:__ Rossiyada bu tashkilot “chet el agenti” deb eʼlon qilingan. Undan yordam soʻrash taqiqlanmagan, lekin materiallarini tarqatmang va eʼlon qilmang.
risk-unchecked = __Ehtiyot boʻling:__ bu tashkilot Rossiyada taqiqlanganlar roʻyxatida bor-yoʻqligini tekshirmaganmiz. Materiallarini telefonda saqlamang.

button-home = 🏠 Menyu
button-back = ← Orqaga
button-all-topics = Barcha mavzular
button-topic = Butun mavzu: { $topic }
button-offices = Konsulliklar
button-report = Shikoyat qilish
button-language = Til / Язык
button-country = Davlat
button-help = Yordam
button-privacy = Nimani saqlaymiz
button-wipe = Yozishmani oʻchirish
button-wipe-yes = Ha, oʻchirilsin
button-other-country = Boshqa davlat
button-more-countries = Boshqa davlatlar
button-another-city = Boshqa shahar
button-share-location = 📍 Turgan joyimni yuborish
button-helpful = 👍 Yordam berdi
button-not-helpful = 👎 Yordam bermadi
button-sources = Manbalar
button-none-of-these = Yoʻq, boshqa

command-start = Boshlash
command-topics = Barcha mavzular
command-offices = Konsulliklar va telefonlar
command-language = Til tanlash
command-country = Davlat tanlash
command-help = Qanday foydalaniladi
command-privacy = Nimani saqlaymiz
command-wipe = Yozishmani oʻchirish
bot-description =
    “Jardam” Qirgʻizistondan chiqqan migrantlarning savollariga javob beradi: kirish taqiqi, reyestr, maosh, tibbiy koʻrik, politsiya, konsulliklar, bolalar. Qirgʻizcha, ruscha, oʻzbekcha, inglizcha. Bepul.
bot-short-description = Qirgʻizistondan chiqqan migrantlarga yordam. Bepul, ism va hujjat soʻralmaydi.

web-title = Jardam – Qirgʻizistondan chiqqan migrantlarga yordam
web-label = Savolingiz
web-send = Yuborish
web-you = Siz
web-restart = Boshidan boshlash
web-too-long = Matn juda uzun. Eng muhimini yozing – { $limit } belgigacha.
web-expired = Sahifa eskirib qoldi. Savolingizni yana bir marta yozing.
web-busy = Xabarlar juda koʻp boʻlib ketdi. Bir daqiqa kutib, yana urinib koʻring.
web-trouble = Hozir javob berolmayapmiz. Bir daqiqa kutib, qayta yuboring. Shoshilinch boʻlsa, qoʻngʻiroq qiling: { $phone }.
terminal-hint = Savol yozing. Raqam tugmani tanlaydi. Chiqish: /quit
