"""The fixed words of wire copy and of web pages in English, Arabic and Sorani, by what they say.

One list each; its phrases are parted by `|`. They are compared as `scripts.normalised` writes them, so that every
spelling of a letter counts as one.
"""

from __future__ import annotations

PREVIOUS = """
    previous | previous article | previous post | previous story | previous news | prev | prev post |
    older post | السابق | المقال السابق | الخبر السابق | الموضوع السابق | المقالة السابقة | التدوينة السابقة |
    پێشوو | بابەتی پێشوو | هەواڵی پێشوو | وتاری پێشوو | بابەتی پێشتر | هەواڵی پێشتر
"""
"""What stands above the title of the article before."""
NEXT = """
    next | next article | next post | next story | next news | newer post | up next | read next | التالي |
    المقال التالي | الخبر التالي | الموضوع التالي | المقالة التالية | التدوينة التالية | دواتر |
    بابەتی دواتر | هەواڵی دواتر | وتاری دواتر | بابەتی داهاتوو | هەواڵی داهاتوو | وتاری داهاتوو
"""
"""What stands above the title of the article after."""
RELATED = """
    related | related articles | related article | related posts | related post | related stories |
    related story | related news | related coverage | related content | related topics | related links |
    you may also like | you might also like | more on this story | more on this | more stories | more news |
    also read | read also | see also | recommended | recommended for you | recommended stories | most read |
    most popular | trending | latest news | in other news | don’t miss | مقالات ذات صلة | مواضيع ذات صلة |
    موضوعات ذات صلة | أخبار ذات صلة | ذات صلة | مواضيع متعلقة | أخبار متعلقة | اقرأ أيضا | اقرأ أيضاً |
    إقرأ أيضا | قد يهمك | قد يهمك أيضا | قد يعجبك أيضا | الأكثر قراءة | المزيد من الأخبار | أخبار أخرى |
    آخر الأخبار | بابەتە پەیوەندیدارەکان | بابەتی پەیوەندیدار | هەواڵە پەیوەندیدارەکان | هەواڵی پەیوەندیدار |
    وتارە پەیوەندیدارەکان | پەیوەندیدار | ئەمەش بخوێنەوە | ئەمانەش بخوێنەوە | هەروەها بخوێنەوە | بابەتی تر |
    هەواڵی تر | زۆرترین خوێندنەوە | دوایین هەواڵەکان
"""
"""What stands above the titles of other articles."""
READ_MORE = """
    read more | read | more | اقرأ المزيد | للمزيد | المزيد | زیاتر بخوێنەوە | بۆ زانیاری زیاتر
"""
"""What stands before a title on the same line, and by itself is only a button."""
SURE = """
    read more | continue reading | read the full story | read full article | share this | share this article |
    share this story | share this post | share article | share story | share on facebook | share on x |
    share on twitter | share on whatsapp | share on telegram | share on linkedin | share via email |
    email this | email this article | print this | print this article | copy link | link copied |
    advertisement | advertisements | sponsored content | skip advertisement | story continues below |
    story continues below advertisement | article continues below | article continues below advertisement |
    skip to content | skip to main content | back to top | leave a comment | leave a reply | post a comment |
    view comments | subscribe to our newsletter | sign up for our newsletter | sign up to our newsletter |
    join our newsletter | our newsletter | newsletter sign-up | get our newsletter | enter your email |
    enter your email address | your email address | your email | accept all | accept all cookies |
    accept cookies | reject all | manage cookies | cookie settings | cookie policy | privacy policy |
    terms of use | terms of service | terms and conditions | all rights reserved | follow us |
    listen to this article | save this article | view all | see all | load more | click to share |
    our standards: the thomson reuters trust principles | the thomson reuters trust principles |
    our standards: the thomson reuters trust principles., opens new tab |
    manage preferences | this field is required | اقرأ المزيد | تابع القراءة | شارك المقال | شارك الخبر |
    شارك هذا المقال | شارك هذا الخبر | مشاركة المقال | مشاركة الخبر | شارك على فيسبوك | شارك على تويتر |
    شارك على واتساب | نسخ الرابط | انسخ الرابط | طباعة المقال | تخطي إلى المحتوى | إعلان | العودة إلى الأعلى |
    اترك تعليقا | أضف تعليقا | النشرة البريدية | اشترك في النشرة البريدية | اشترك في نشرتنا البريدية |
    اشترك في نشرتنا | بريدك الإلكتروني | أدخل بريدك الإلكتروني | قبول الكل | قبول جميع ملفات تعريف الارتباط |
    سياسة الخصوصية | شروط الاستخدام | جميع الحقوق محفوظة | تابعنا | تابعونا | استمع إلى المقال |
    زیاتر بخوێنەوە | درێژەی هەواڵ | ئەم بابەتە هاوبەش بکە | ئەم هەواڵە هاوبەش بکە | هاوبەشی بکە |
    بابەتەکە هاوبەش بکە | لە فەیسبووک هاوبەشی بکە | لینک کۆپی بکە | لینکەکە کۆپی بکە | کۆپیکردنی لینک |
    ڕیکلام | ڕێکلام | بچۆ بۆ ناوەڕۆک | گەڕانەوە بۆ سەرەوە | کۆمێنتێک بنووسە | لێدوانێک بنووسە | هەواڵنامە |
    ببە بە بەشداری هەواڵنامە | بەشداری هەواڵنامەکەمان بکە | هەواڵنامەکەمان | ئیمەیڵەکەت | ئیمەیڵەکەت بنووسە |
    ناونیشانی ئیمەیڵەکەت | هەموو کوکییەکان قبوڵ بکە | سیاسەتی تایبەتێتی | مەرجەکانی بەکارهێنان |
    هەموو مافەکان پارێزراون | فۆڵۆمان بکە | لەگەڵمان بن | گوێ لە بابەتەکە بگرە
"""
"""Lines that only a page has."""
LOOSE = """
    home | menu | search | share | shares |
    save | listen | published | updated | by | print | email | facebook | x | twitter | whatsapp | telegram | linkedin |
    instagram | youtube | tiktok | reddit | subscribe | sign up | comments | video | videos | photos |
    podcasts | weather | contact | contact us | about | about us | login | log in | sign in | register |
    accept | decline | reject | ok | close | like | tweet | english | advertise | careers | newsletters |
    newsletter | cookies | more | الرئيسية | القائمة | بحث | مشاركة | شارك | طباعة | فيسبوك | تويتر | واتساب |
    تلغرام | تيليجرام | إنستغرام | يوتيوب | اشتراك | اشترك | التعليقات | الأخبار | فيديو | صور | اتصل بنا |
    من نحن | تسجيل الدخول | قبول | موافق | رفض | إغلاق | العربية | المزيد | سەرەکی | سەرەتا | پەڕەی سەرەکی |
    لیستە | مینیو | گەڕان | هاوبەشکردن | شەیر | چاپکردن | فەیسبووک | تویتەر | واتساپ | تێلیگرام | تەلەگرام |
    ئینستاگرام | یوتیوب | بەشداربوون | لێدوانەکان | کۆمێنت | هەواڵەکان | ڤیدیۆ | وێنە | پەیوەندی |
    پەیوەندیمان پێوە بکە | دەربارە | دەربارەی ئێمە | چوونەژوورەوە | قبوڵکردن | باشە | ڕەتکردنەوە | داخستن |
    کوردی | زیاتر
"""
"""Lines that are a page’s where others of its lines are around them."""
SECTIONS = """
    news | world | politics | sport | sports | business | economy | culture | opinion | iraq | kurdistan |
    region | middle east | technology | health | arts | science | أخبار | سياسة | اقتصاد | رياضة | ثقافة |
    منوعات | العراق | العالم | آراء | كردستان | تكنولوجيا | صحة | هەواڵ | سیاسەت | سیاسی | ئابووری | وەرزش |
    کولتوور | هەمەڕەنگ | عێراق | کوردستان | جیهان | تەندروستی | تەکنەلۆژیا
"""
"""Names of sections: lines of a menu, or the kicker above a headline."""
KICKERS = """
    urgent | breaking | breaking news | exclusive | analysis | interview | explainer | feature | update |
    flash | profile | fact check | opinion | obituary | عاجل | خاص | حصري | تحليل | مقابلة | حوار | تقرير |
    رأي | بەپەلە | هەنووکەیی | تایبەت | شیکاری | چاوپێکەوتن | دیمانە | ڕاپۆرت | بیروڕا | وتار
"""
"""Words above a headline that say what kind of story it is."""
HOME = """
    home | الرئيسية | سەرەکی | سەرەتا | پەڕەی سەرەکی
"""
"""Where a path through a site begins."""
OPENINGS = """
    we use cookies | this site uses cookies | this website uses cookies | our site uses cookies |
    our website uses cookies | we and our partners use cookies | by continuing to use |
    by continuing to browse | by using this site | by clicking | sign up for our | sign up for the |
    sign up to our | sign up to the | sign up to receive | subscribe to our | subscribe to the |
    get the latest news | get our | get the day’s | get the morning | join our channel | join our telegram |
    follow us on | follow desk | you can unsubscribe | never miss a story | download our app |
    support our journalism | all rights reserved | © 20 | copyright © | copyright 20 |
    نستخدم ملفات تعريف الارتباط |
    يستخدم هذا الموقع | هذا الموقع يستخدم | نحن نستخدم ملفات | باستمرارك في | اشترك في | اشتركوا في |
    سجل في نشرتنا | تابعونا على | تابعنا على | حمل تطبيق | حملوا تطبيق | انضم إلى قناتنا |
    جميع الحقوق محفوظة | لا تفوت | ئێمە کوکی | ئەم ماڵپەڕە کوکی | ئەم سایتە کوکی | ماڵپەڕەکەمان کوکی |
    بە بەردەوامبوون | بەشداری هەواڵنامە | بەشداری لە هەواڵنامە | ببە بە بەشداری | فۆڵۆمان بکە لە |
    لەگەڵمان بن لە | ئەپەکەمان دابەزێنە | هەموو مافەکان پارێزراون | هەموو مافێک پارێزراوە
"""
"""How boxes and banners of a page begin that say a sentence."""
OF_A_PAGE = """
    newsletter | inbox | email | e-mail | updates | alerts | notification | cookies | telegram | whatsapp |
    channel | app | twitter | facebook | instagram | social media | privacy | unsubscribe | subscri |
    rights reserved | copyright | experience | free |
    النشرة | نشرتنا | بريد | تنبيهات | الارتباط | قناتنا | تطبيق | واتساب | تلغرام | محفوظة | فيسبوك |
    إنستغرام | تويتر | هەواڵنامە | ئیمەیڵ | کوکی | تێلیگرام | تەلەگرام | فەیسبووک | ئەپ | پارێزراو | واتساپ
"""
"""What such a sentence speaks of."""
SAYS = """
    said | says | told | according to | قال | قالت | يقول | بحسب | وتی | گوتی | دەڵێت | بەپێی
"""
"""Words of a sentence that tells what somebody said."""
SHARES = """
    share | shares | مشاركة | مشاركات | المشاركات | هاوبەشکردن | شەیر | هاوبەشکراوە | جار هاوبەشکراوە
"""
"""Words for how often a story was shared."""
NETWORKS = """
    facebook | x | twitter | whatsapp | telegram | linkedin | فيسبوك | تويتر | واتساب | فەیسبووک | تویتەر |
    واتساپ | تلغرام | تيليجرام | تێلیگرام
"""
"""Where stories are shared."""
EMBARGO = """
    embargo | embargoed | embargoed until | embargoed till | under embargo | under embargo until |
    embargo until | hold for release | hold for release until | not for release until |
    not for release before | not for publication until | not for publication before | محظور النشر حتى |
    حظر النشر حتى | يحظر النشر حتى | يحظر النشر قبل | لا ينشر قبل | حظر النشر | بڵاونەکرێتەوە تا |
    بڵاو نەکرێتەوە تا | بڵاونەکرێتەوە پێش | قەدەغەی بڵاوکردنەوە تا | قەدەغەی بڵاوکردنەوە
"""
"""When a story may be published."""
SLUG = """
    slug | slugline | slug line | العنوان المختصر | سلەگ | ناوی کورت
"""
"""The desk’s own name for a story."""
NOTE = """
    editor’s note | editor's note | editors’ note | editors' note | editors note | note to editors |
    note to editor | notes to editors | eds | editors | attention editors | advisory | ملاحظة للمحررين |
    ملاحظة للمحرر | ملاحظة المحرر | ملاحظة إلى المحررين | إلى المحررين | تنويه للمحررين | تێبینی سەرنووسەر |
    تێبینی بۆ سەرنووسەران | تێبینی بۆ سەرنووسەر | بۆ سەرنووسەران | تێبینی دەستەی نووسەران
"""
"""What is for the desk’s eyes."""
CORRECTION = """
    correction | corrections | clarification | corrects | تصحيح | تصويب | توضيح | ڕاستکردنەوە | هەڵەگیری |
    ڕوونکردنەوە
"""
"""What was wrong before."""
CORRECTS = """
    corrects | fixes | clarifies | this story corrects | this version corrects | لتصحيح | تصحح | يصحح |
    ڕاستدەکاتەوە | بۆ ڕاستکردنەوەی
"""
"""How a line in brackets begins that says what an agency set right."""
UPDATES = """
    adds | updates | recasts | rewrites | writes through | refiles | repeats | removes | changes | releads |
    لإضافة | تضيف | يضيف | لتحديث | تحديث | زیاد دەکات | بۆ زیادکردنی | نوێدەکاتەوە | بۆ نوێکردنەوەی
"""
"""How a line in brackets begins that says what an agency wrote anew."""
KEYWORDS = """
    tags | keywords | key words | topics | وسوم | الوسوم | كلمات مفتاحية | الكلمات المفتاحية | تاگ | تاگەکان |
    وشە سەرەکییەکان
"""
"""What a story is filed under."""
RELEASES = """
    for immediate release | for release | للنشر الفوري | للنشر | بۆ بڵاوکردنەوە | بۆ بڵاوکردنەوەی دەستبەجێ
"""
"""That a story may be published."""
ENDS = """
    more | ends | end | 30 | endit | انتهى | يتبع | كۆتایی | تەواو | بەردەوامە
"""
"""The copy ends, or goes on in another message."""


def phrases(words: str) -> list[str]:
    """The phrases of one of these lists."""
    return [phrase.strip() for phrase in words.replace("\n", " ").split("|")]
