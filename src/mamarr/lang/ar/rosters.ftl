# كلمات الجدول الزمني بحسب القافلة والمكان والمركبة، وجداول البيانات والتقويم والصفحات المطبوعة.
roster-by-convoy = بحسب القافلة
roster-by-place = بحسب المكان
roster-by-vehicle = بحسب المركبة
roster-figures = الأرقام
roster-plan = خطة بالأعداد { $level ->
    [low] الدنيا
    [high] العليا
   *[likely] المرجّحة
}. الأوقات { $zone ->
    [none] بالدقائق بعد البدء
   *[other] محلية ({ $zone })
}.
roster-cut = عدد الأسطر غير المعروضة: { $n }؛ يعرضها --all ويكتبها --csv.
roster-copies = { $n ->
    [zero] لا مركبة تفعل هذا
    [one] مركبة واحدة تفعل هذا
    [two] مركبتان تفعلان الشيء نفسه: نسخة لكل طاقم
    [few] { $n } مركبات تفعل الشيء نفسه: نسخة لكل طاقم
    [many] { $n } مركبة تفعل الشيء نفسه: نسخة لكل طاقم
   *[other] { $n } مركبة تفعل الشيء نفسه: نسخة لكل طاقم
}
roster-intended = هذا ما هو مخطط له لا ما يجوز أن يتحرك: لا تتحرك قافلة إلا بإذن بالانطلاق موقَّع.
column-convoy = القافلة
column-movement = الحركة
column-from = من
column-to = إلى
column-people = الأشخاص
column-households = الأسر (العدد × الحجم)
column-vehicles = المركبات
column-boards = الصعود
column-departs = الانطلاق
column-crosses = المرور
column-arrives = الوصول
column-signs = نداءات المركبات
column-place = المكان
column-at = الوقت
column-what = ما يجري
column-vehicle = المركبة
column-there-by = الحضور قبل
word-boards = صعود
word-departs = انطلاق
word-crosses = مرور
word-arrives = وصول
word-empty = بلا ركاب
word-empty-departs = انطلاق بلا ركاب
word-empty-crosses = مرور بلا ركاب
word-empty-arrives = وصول بلا ركاب
word-not-needed = لا حاجة إليها
figure-agreement = الاتفاق
figure-digest = بصمة الاتفاق
figure-level = الأعداد التي بُنيت عليها الخطة
figure-people = الأشخاص
figure-convoys = القوافل
figure-vehicles = المركبات التي تسير
figure-finish = آخر وصول
figure-bound = لا يمكن لأي خطة أن تنتهي قبل
figure-zone = المنطقة الزمنية
figure-despite = وُضع { $code } جانباً
level-low = الدنيا
level-likely = المرجّحة
level-high = العليا
event-board = صعود { $convoy }
event-cross = مرور { $convoy }
event-arrive = وصول { $convoy }
ical-needs-window = يحتاج --ical إلى اتفاق يحدد مدة: فمن دونها لا تواريخ.
