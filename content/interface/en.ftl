# Interface texts in English.

welcome =
    __Salam! This is Jardam: help for migrants from Kyrgyzstan.__

    Write your question in your own words: in Kyrgyz, Russian, Uzbek or English, in any letters. Or choose a topic.

    It is free. We do not ask for your name or papers.
home = How can I help? Write your question in your own words or choose a topic.
greeting = Salam! I am Jardam, a program that answers questions of migrants from Kyrgyzstan from checked texts. What happened? Write it in your own words or choose a topic.
help =
    __How to use this__

    - Write your question in plain words. Mistakes do not matter.
    - If it is urgent, write the main thing first: who, where, what is happening.
    - /topics – all topics
    - /check – questions with buttons: what you should do
    - /offices – consulates and phones
    - /report – report a violation
    - /receipt – open your report with the receipt
    - /language – language
    - /country – the country where you are
    - /offline – answers without internet
    - /verify – how to know the real Jardam
    - /privacy – what we keep
    - /wipe – delete this chat

    Answers are general information, not the work of a lawyer. We are not an emergency service: if life is in danger, call 112.
privacy =
    __What we keep__

    - Your questions are not kept.
    - A question for which we have no answer is kept only if you allow it: without names and numbers, for 90 days. While you decide, for an hour at most, encrypted.
    - A report that you write is kept for 24 hours until you send it. A sent one is opened only by caseworkers, and by you with the receipt.
    - Your language, country and chat number are kept encrypted, to go on with the conversation.
    - The last answers are kept encrypted for 24 hours, so that they are not lost when the connection fails.
    - We do not ask for your name, phone number or papers. Do not send photos of your passport.
    - Your location is used for one answer only and is not kept.
    - The messenger itself keeps the chat, with it and on your phone.

    /wipe deletes the messages of this chat from the last 48 hours and all that we keep about you. Delete older messages yourself: open the menu of the chat and choose “Delete chat”.
wipe-question =
    __Delete this chat?__

    The messages of the last 48 hours and all that we keep about you will be gone. They cannot be brought back.

    The program cannot delete messages older than 48 hours. Delete them yourself: open the menu of the chat and choose “Delete chat”.

    A report that was sent stays: withdraw it with the receipt (/receipt). One that was not sent is deleted too.
wipe-done = Done: what we kept is deleted. Delete older messages yourself in the menu of the chat. To begin again, write a question.

privacy-webchat =
    __What we keep__

    - Your questions are not kept.
    - A question for which we have no answer is kept only if you allow it: without names and numbers, for 90 days. While you decide, for an hour at most, encrypted.
    - A report that you write is kept for 24 hours until you send it. A sent one is opened only by caseworkers, and by you with the receipt.
    - Your language and country are kept encrypted, to go on with the conversation. While the page is open, the browser remembers a random number of the conversation.
    - The last answers are kept encrypted for 24 hours, so that they are not lost when the connection fails.
    - We do not ask for your name, phone number or papers. Do not send numbers of papers.
    - Your location is used for one answer only and is not kept.

    /wipe deletes all that we keep about you. Delete the history of the browser yourself.
wipe-question-webchat =
    __Delete this conversation?__

    The conversation on this page and all that we keep about you will be gone. They cannot be brought back.

    The address of the page stays in the history of the browser. Delete it yourself.

    A report that was sent stays: withdraw it with the receipt (/receipt). One that was not sent is deleted too.
wipe-done-webchat = Done: all that we kept is deleted. Delete the history of the browser yourself. To begin again, write a question.

choose-language = Choose your language. / Тилди тандаңыз. / Выберите язык. / Tilni tanlang.
choose-country = Which country are you in now? The laws and phone numbers depend on it.
topics = __All topics__

did-you-mean = I am not sure that I understood. Is it about this?
out-of-scope =
    I have no checked answer to this question. I help with entry bans, papers, wages, police, the medical examination, children and going home.

    Try to write it in another way or choose a topic.
none-of-these =
    Then choose a topic from the list or write your question in other words.

    To talk to a person: Consular Department of the Foreign Ministry of Kyrgyzstan, { $phone }.
cannot-read = I understand only text. Please write your question in words.
cannot-read-nothing = Please write your question in words, at least two or three.
cannot-read-voice = I cannot listen to voice messages. Please write the main thing in words; mistakes do not matter.
cannot-read-photo = I cannot look at photos. Do not send photos of papers. Please write your question in words.
cannot-read-document = I cannot open files. Please write your question in words.
cannot-read-contact = We do not collect phone numbers. Please write your question in words.
button-is-old = This button is out of date. Here is the main menu.
trouble = I cannot answer right now. Your message is not lost, and we will try again. If it is urgent, call { $phone }.
not-an-emergency-service = This program is not an emergency service. If there is danger right now, call.

checked = Checked on { $date }
section-overdue = ⚠️ This answer should have been checked again by { $date }: the rules may have changed. Before you act, ask the Consular Department: { $phone }.
section-stale = ⚠️ The Russian text of this answer is newer than the translation: deadlines, sums or phones may have changed. Compare with the Russian text or ask: { $phone }.
for-other-country = This answer is for: { $countries }. We have no checked answer for your country yet: ask the consulate.
no-guidance-here =
    __We have no checked guidance on “{ $topic }” for your country ({ $country }) yet.__

    Ask people who know the law there: the embassy or consulate of Kyrgyzstan. If you do not know where to call, the Consular Department in Bishkek: { $phone }.

    The rules of another country may not hold where you are.
your-country = the country where you are
offices-of = Consulates: { $country }
button-answer-elsewhere = The answer for: { $countries }

checks =
    __What should I do?__

    A few questions with buttons, then the steps for your case. We do not keep your answers.
button-checks = 🧭 What should I do
button-check = 🧭 { $title }
button-start-over = Start over

sources = __Sources__
sources-not-shown = The sources of this section are shown to editors only.
thanks-helpful = Thank you! We are glad that it helped.
sorry-not-helpful = We are sorry. Try other words, open another topic or call the consulate.

missed-offer = May we keep this question, without your name, to learn to answer it? We would keep it like this: “{ $question }”. It is deleted after 90 days.
missed-ask = What was missing? Write in one message what you were looking for. We show how it would be kept, without names and numbers, and keep it only if you agree.
missed-kept = Thank you. The question is kept without names and numbers; the editors will read it. It is deleted after 90 days. No answer will come here: if it is urgent, call the consulate.
missed-not-kept = All right, nothing was kept.
missed-gone = We do not hold that question any more. If you like, write it again.
button-keep-question = Yes, keep it
button-no-thanks = No
button-tell-editors = ✍️ What was missing

offices =
    __Consulates and help near you__

    Write your city: in any country, in any letters. Or choose a country.
offices-country = Choose a country.
offices-in = __{ $country }__: consulates and help lines
city-not-found = I did not find the city “{ $city }”. Check the name or choose a country.
office-label-embassy = Embassy, { $city }
office-label-consulate-general = Consulate General, { $city }
office-label-consular-section = Consular Section, { $city }
office-distance = Distance in a straight line: about { $km } km
office-button-distance = { $name }, { $km } km
office-address = Address: { $address }
office-phone = Phone: { $phones }
office-line-own = Emergency line: { $phone }
office-line-embassy-moscow = Hotline of the embassy in Moscow: { $phone }
office-line-consular-department-bishkek = Hotline of the Consular Department in Bishkek: { $phone }
office-no-address = We have no checked address or phone. Call the line below first.
office-dated = As of { $date }. Before you go, check on mfa.gov.kg or by phone.
risk-state-check = __Take care:__ this is a state body. Contacting it may lead to a check of your papers. If they are not in order, ask the consulate first, unless life is in danger.
risk-foreign-agent = __Take care:__ in Russia this organisation is labelled a “foreign agent”. Asking it for help is not forbidden, but do not forward or publish its materials.
risk-unchecked = __Take care:__ we have not checked whether this organisation is on the lists of those banned in Russia. Do not keep its materials on your phone.

button-home = 🏠 Menu
button-back = ← Back
button-all-topics = All topics
button-topic = Whole topic: { $topic }
button-offices = Consulates
button-report = Report a violation
button-language = Тил / Language
button-country = Country
button-help = Help
button-privacy = What we keep
button-wipe = Delete this chat
button-wipe-yes = Yes, delete
button-other-country = Another country
button-more-countries = More countries
button-another-city = Another city
button-share-location = 📍 Send where I am
button-helpful = 👍 It helped
button-not-helpful = 👎 It did not help
button-sources = Sources
button-none-of-these = No, something else

# Reports of violations

report-closed =
    __Do you want to report a violation?__

    We cannot take reports here yet. But you can do something important today: keep the evidence (photos, messages, names, dates) and choose a topic. It says where to complain and how.
report-consent =
    { report-consent-body }
    - It is not fully anonymous: the messenger knows your account and keeps the chat itself.

    This is not an emergency service: if there is danger, call 112. Shall we begin?
report-consent-webchat =
    { report-consent-body }
    - The address of this page stays in the history of the browser.

    This is not an emergency service: if there is danger, call 112. Shall we begin?
report-consent-body =
    __Report a violation__

    Tell what happened. People will read it and answer: caseworkers of an aid organisation.

    - We keep only what you write and send yourself. We do not ask for your name or papers.
    - A draft is kept for 24 hours. What is sent is sealed: only the organisation's caseworkers can open it, and you, with your receipt. The server itself cannot.
    - The report is kept while the case is open and { $days ->
        [one] { $days } day
       *[other] { $days } days
    } after. You too can delete it, on any day.
    - We do not promise to free anybody, to bring anybody home, or to get money. Deadlines of complaints and courts do not stop because of a report.
report-declined =
    All right, we keep nothing. You can come back on any day.

    To talk to a person: Consular Department of the Foreign Ministry of Kyrgyzstan, { $phone }.
report-waits = Your report has not been sent yet. Go on with it?
report-anew-question = Delete the report that you began and write a new one? The old one cannot be brought back.
report-delete-question = Delete all that you told, with the files? It cannot be brought back.
report-deleted = Done: the report and its files are deleted. What you wrote in this chat can be deleted too.
report-deleted-webchat = Done: the report and its files are deleted. What is left on the page can be deleted too.
report-paused = Put aside. The report is kept for 24 hours after its last change, then it is deleted. To go on: /report or the button in the menu.
report-expired = More than 24 hours have passed, and the report that was not sent is deleted. If you wish, begin again.
report-gone = This draft is not here any more: it was sent, deleted, or its 24 hours are over. Did you send it? Check with your receipt.
report-step = Question { $number } of { $total }
report-now = Written down now: { $answer }
report-noted = Written down: { $answer }
report-not-said = not said

report-ask-story =
    __What happened?__

    Write in your own words: what, who did it (boss, agent, police…), how long ago. In several messages, with mistakes, in any language.

    Do not write names of others, numbers of papers or cards, exact addresses, illnesses.
report-ask-story-more = Written down, messages: { $messages }. Write more or press “Done”. Characters left: { $left }.
report-story-too-long = The text does not fit: { $limit } characters in all, { $left } are left, this is { $more } too many. It is not written down. Send a shorter one or press “Done”.
report-answer-too-long = This is too long. Please write it in up to { $limit } characters.
report-private-numbers =
    __This looks like the number of a paper, card or phone.__

    Without numbers you are safer, if somebody looks into your phone. The text is not written down yet. Keep it as it is, or write it again without numbers?
report-stray-words = Please press a button here. Shall I add what you wrote to your story?
report-no-location = We do not need the exact place and do not keep it. The city or country is enough.
report-ask-kind = __What is it about most of all?__ Choose what is nearest. If you are not sure, press “I do not know”: the caseworkers will sort it.
report-families = What is it about?
report-kinds = __{ $family }__: what is nearest?
report-kind-unsorted = the caseworkers will sort it
report-ask-danger = __Is somebody in danger or held right now?__
report-danger-yes = Yes, now
report-danger-no = No
report-danger-unknown = I do not know
report-ask-country = __Where did it happen?__ Write the city or choose the country. No street or house.
report-ask-city = __In which city or region?__ Write its name. No street or house.
report-ask-time = __When did it happen?__ Choose or write the date: 05.2026 or 12.05.2026.
report-time-ongoing = It still goes on
report-time-this-month = This month
report-time-last-month = Last month
report-time-earlier = Earlier
report-ask-sector = __What work is it about?__
report-ask-whom = __For whom do you write?__
report-ask-gender = __Who was harmed?__ You need not answer. We try to offer a woman a woman caseworker.
report-ask-age = __How old is the person who was harmed?__ You need not answer.
report-ask-wish = __What help is needed?__
report-ask-shares = __Who else may see the report, if that helps?__ Tick one or more. If you tick none, only the organisation's caseworkers read it.
report-shares-nobody = only the organisation's caseworkers
report-ask-files =
    __Are there photos, documents, voice messages, videos?__

    Send them here, as many as you have. Do not send photos of a passport or bank card. Files are sealed like the text.
report-files =
    { $count ->
        [0] none
       *[other] { $count }
    }
report-ask-chat =
    __Shall we send a notice here when there is an answer?__

    It holds no details, only “there is news”. The chat's number is sealed inside the report. If not, come for the answer yourself, with the receipt.
report-chat-yes = Yes, send it
report-chat-no = No, I will come myself

report-label-story = What happened
report-label-kind = What it is about
report-label-danger = Danger now
report-label-country = Where
report-label-time = When
report-label-sector = Work
report-label-whom = For whom
report-label-gender = Who was harmed
report-label-age = Age
report-label-wish = Help needed
report-label-shares = Who may see it
report-label-files = Files
report-label-chat = Notice in this chat
report-summary = __Check it before you send it__
report-receipt =
    __Your receipt:__ `{ $receipt }`

    Copy it on paper now. It is the only key to your report: we cannot restore it.
report-not-sent-yet = Nothing has been sent yet. Did you copy the receipt? Then press “Send”.
report-change = What do you want to change?
report-busy = Too many people are sending at this moment. Nothing is lost: wait a minute and press again.
report-sent = __It is sent. Thank you for telling us.__
report-target-emergency = We marked it as an emergency and are calling a caseworker at once. An answer may still take time: in danger do not wait, call 112.
report-target-urgent = A caseworker should answer within { $hours } hours.
report-target-routine = A caseworker should answer within { $days } working days.
report-sent-notice = When there is an answer, a short notice without details comes here. You read the answer with your receipt.
report-sent-no-notice = To see the answer, type the receipt in this chat, from any phone, or on our page.
report-sent-after = Your story can still be seen above in this chat. To delete the chat: /wipe. The report stays.
report-sent-after-webchat = Your story can still be seen on this page. To delete the conversation: /wipe. The report stays.

file-belongs-to-report = If the file is evidence of a violation, you can add it to a report.
file-kind-photo = Photo
file-kind-document = Document
file-kind-voice = Voice message
file-kind-video = Video
file-kept = The file is kept and sealed. Files: { $count } of { $limit }.
file-refused-type = We do not take files of this kind. Photos, PDF, usual documents, voice messages and videos are fine.
file-refused-size = The file is too large. Send it in parts, or a shorter one.
file-refused-count = No more files can be added. You can remove one and send another.
file-refused-empty = The file is empty. Please send it again.
file-refused-broken = The file is damaged or did not arrive whole. Please send it again.
file-refused-not-fetched = The file could not be fetched: it is too large, or the connection broke. Please send it again.

receipt-ask = Type your receipt: 18 letters and digits. Dashes and capital letters do not matter.
receipt-lost = Without the receipt the report cannot be opened: not by you, and not by us for you. If you asked for a notice in the chat, it still comes, but it cannot show what is written. You can write a new report and mention the old one in it.
receipt-symbol = There is no “{ $symbol }” in a receipt. It has digits from 2 to 9 and Latin letters, but no I, L or O.
receipt-length = A receipt has 18 symbols; here is another number of them. Check whether something is missing.
receipt-check = One symbol was copied wrong, or two changed places. Compare it with your paper.
receipt-unknown = Nothing opens with this receipt: the report is deleted, or there is a mistake in the receipt. Compare it with your paper and try again.
receipt-busy = Too many people are opening their reports at this moment. Wait a minute and type the receipt again.
receipt-wait = Too many tries one after another. Wait a minute and type the receipt again.

thread-title = __Your report of { $date }__
thread-status-new = Received. No caseworker has opened it yet.
thread-status-in-review = A caseworker is reading your report.
thread-status-in-progress = A caseworker is working on your case.
thread-status-waiting = The caseworker waits for your answer.
thread-status-referred = The case was handed to a partner organisation, with your consent.
thread-status-closed = The case is closed. If you need more help, write here.
thread-expires = The report will be deleted on { $date }.
thread-no-messages = There are no messages yet.
thread-from-person = You, { $date }
thread-from-staff = Caseworker, { $date }
thread-files = 📎 Files: { $count }
thread-write-here = To answer, just write or send a file: for the next half hour it goes to the caseworkers.
thread-shown-once = The report was shown already. To open it again, type the receipt.
thread-write = Write a message to the caseworkers or send a file. Do not write names of others, numbers of papers or cards.
thread-written = It is with the caseworkers. You can write more. To see new answers, type the receipt again.
thread-too-long = This is too long: up to { $limit } characters in one message. It was not sent; please split it.
thread-lapsed = For your safety the report was closed after half an hour. Type the receipt again. If you wrote a message, it was not sent: send it afterwards.
thread-withdraw-question =
    __Withdraw the report?__

    Everything will be deleted: the story, the files, the messages with caseworkers, here and with them. What was handed to partners before cannot be taken back. This cannot be undone.
thread-withdrawn = Done: the report and all that was in it is deleted. /wipe deletes the messages of this chat.
thread-closed = Closed. It opens again with the receipt. /wipe deletes the messages of this chat.
notice-message = There is news from Jardam. Open it with your receipt.

button-tell = Tell what happened
button-agree = I agree, begin
button-disagree = No
button-receipt = I have a receipt
button-receipt-again = Type the receipt
button-lost-receipt = I lost the receipt
button-go-on = ✏️ Continue my report
button-go-on-after-file = Continue
button-anew = Begin a new one
button-anew-yes = Yes, delete and begin anew
button-later = Later
button-delete-draft = Delete
button-delete-yes = Yes, delete all
button-skip = Skip
button-not-sure = I do not know
button-leave = Leave it so
button-clear = Remove the answer
button-done = Done
button-retell = Erase and tell it again
button-other-kind = Something else…
button-keep-numbers = Keep it as it is
button-write-anew = I will write it again
button-add-to-story = Yes, add it
button-do-not-add = No, do not add it
button-nobody = Nobody else
button-no-files = No files
button-send-file = 📎 Add a file
button-send-report = 📨 Send
button-change = Change something
button-write = Write to the caseworkers
button-withdraw = Withdraw and delete all
button-withdraw-yes = Yes, delete for ever
button-do-not-withdraw = No, leave it
button-close-thread = Close the report

command-start = Start
command-topics = All topics
command-check = What should I do
command-offices = Consulates and phones
command-report = Report a violation
command-receipt = I have a receipt
command-language = Choose your language
command-country = Choose your country
command-help = How to use this
command-privacy = What we keep
command-wipe = Delete this chat
bot-description =
    Jardam answers questions of migrants from Kyrgyzstan: entry bans, the register, wages, the medical examination, police, consulates, children. In Kyrgyz, Russian, Uzbek and English. Free.
bot-short-description = Help for migrants from Kyrgyzstan. Free, no name, no papers.

web-title = Jardam: help for migrants from Kyrgyzstan
web-label = Your question
web-send = Send
web-file-too-large = The file is too large: up to 20 MB. Send it in parts, or a shorter one.
web-send-file = Send the file
web-you = You
web-restart = Start again
web-too-long = The text is too long. Write the main thing, in up to { $limit } characters.
web-expired = The page is out of date. Please write your question again.
web-busy = Too many messages at once. Wait a minute and try again.
web-trouble = I cannot answer right now. Wait a minute and send it again. If it is urgent, call { $phone }.
terminal-hint = Write a question. A number chooses a button. To leave: /quit

staff-notice-urgent = A new urgent report waits in Jardam.
staff-notice-emergency = A new emergency report waits in Jardam. Please open it now.

# Without internet, and how to know the real Jardam

offline =
    __Jardam without internet__

    All checked answers in one file. Save it on your phone and pass it on: it can be read without internet.

    - Page, { $html } kB: opens on a phone, with search.
    - PDF, { $pdf } kB: to read or to print.
    - Cards for SMS: the first steps of each topic.

    As of { $date }. Version { $version }.
offline-being-made =
    __Jardam without internet__

    The file is just being made. Please wait a minute or two and press again. The cards for SMS are here already.
offline-file = Jardam without internet. As of { $date }, version { $version }. Pass it on. Public key: { $key }
offline-signature = Signature of the file { $file }. Public key: { $key }
offline-sent = Save the file on your phone. How to be sure that the file and the bot are real: /verify
offline-signatures-sent = These small files are signatures. Who knows how can check with the program minisign that a file is real and that nobody changed it.
offline-not-sent = The file { $file } could not be sent. Please try again in a few minutes.
offline-countries = For: { $countries }
sms-cards =
    __Cards for SMS__

    Choose a topic: I will send the first steps as one short text. Copy it and send it on by SMS (two at most).
verify =
    __How to know the real Jardam__

    The real Jardam never asks for:

    - money – everything is free
    - codes from SMS, or passwords
    - your passport, a photo of it, or a card number
    - whether you have HIV

    Whoever asks for these in our name is deceiving you: do not answer, and block them.
verify-bot = Our bot in Telegram: `@{ $bot }`. Compare every letter of the name.
verify-addresses = Our addresses on the internet:
verify-key = Our files are signed. Public key: `{ $key }`. The same key stands in the files; if it is another, the file is not ours.
button-offline = Without internet
button-verify = Is this bot real?
button-offline-page = Page ({ $size } kB)
button-offline-print = PDF ({ $size } kB)
button-offline-signatures = Signatures of files
button-sms-cards = Cards for SMS
button-again = Check again
command-offline = Answers without internet
command-verify = How to know the real bot

pack-title = Jardam without internet: help for migrants from Kyrgyzstan
pack-about = Checked answers in one file. No internet needed. Pass it on in any messenger.
pack-dated = As of { $date }. Version { $version }.
pack-contents = Contents
pack-search = Search in this file:
pack-search-none = Nothing found. Try another word.
pack-emergency = In danger right now
pack-sms = First steps: cards for SMS
pack-sms-about = Any card can be sent as an SMS, even without internet.
pack-checks = Check your own case
pack-checks-about = Answer the questions: each answer leads to the next question, or to what to do.
pack-checks-print = Answer the questions. The number after the arrow says what to read next.
pack-packed = The other sections of this topic are compressed inside this same file. Your browser could not open them: open the file in another one (for example a new Chrome), or take the PDF, which has them all:
pack-packed-check = These questions are compressed inside this same file. Your browser could not open them: open the file in another one (for example a new Chrome), or take the PDF.
pack-real = Is this file real
pack-real-about =
    Jardam is free. We never ask for money, codes from SMS, passwords, your passport or a photo of it, nor whether you have HIV. Whoever asks for these in our name is deceiving you.
pack-real-bot = Our bot in Telegram:
pack-real-addresses = Our addresses:
pack-real-key = Public key:
pack-signature = The easiest check: get the file yourself from our bot (command /offline) or from our site, and compare version and key. There is also a separate signature file, `.minisig`; the program minisign checks it: `minisign -Vm FILE -P KEY`
pack-not-advice = This is general information, not the services of a lawyer. Laws change: if the file is old, get a new one.

poster-title = Need help? Ask Jardam
poster-free = Free. We do not ask for your name or documents.
poster-bot = Telegram: point your phone’s camera here
poster-web = Without Telegram: point your phone’s camera here
poster-never = We never ask for money, codes from SMS or passwords.
