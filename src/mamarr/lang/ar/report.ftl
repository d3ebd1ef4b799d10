# كلمات الرسوم وتقرير الحالة.
cell-only = للخلية حصراً، ولا يُعمَّم.
chart-allowed = ما يسمح به البند
chart-line = الخط المتفق عليه
chart-plan = الخطة
chart-real = سير اليوم الفعلي بحسب الشهادات
chart-rehearsals = { $n ->
    [zero] بلا محاكاة
    [one] عملية محاكاة واحدة
    [two] عمليتا محاكاة
    [few] { $n } عمليات محاكاة
    [many] { $n } عملية محاكاة
   *[other] { $n } عملية محاكاة
}
chart-balance = من عبروا من كل جانب نسبةً إلى مجموعهم. والبُعد عن الخط هو فارق التنفيذ.
chart-greatest = أكبر فارق في التنفيذ: { $share }
    المتقدّم: { $side }
    { $when }
chart-after = الساعات منذ بدء المدة: { $hours }
chart-axis = { $name }: { $where }، نسبةً إلى { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصين
    [few] { $n } أشخاص
    [many] { $n } شخصاً
   *[other] { $n } شخص
}
chart-at-boarding = من صعدوا
chart-at-departure = من انطلقوا
chart-at-arrival = من وصلوا
chart-at-place = من عبروا { $place }
chart-timetable = جدول مواعيد القوافل
chart-boarding = الصعود
chart-road = على الطريق
chart-cross = العبور
chart-medical = جرحى ومرضى وأطفال: لا ينتظرون أي بند
chart-closed = { $place }: مغلق
chart-local = التوقيت المحلي ({ $zone })
chart-hours = الساعات منذ بدء المدة
chart-people = من خرجوا
chart-rehearsal = من خرجوا ساعةً بساعة
chart-comparison = { $n ->
    [zero] للمقارنة لا للتنبؤ. ومن اختار البقاء لا يُعدّ خارجاً.
    [one] عملية محاكاة واحدة. للمقارنة لا للتنبؤ. ومن اختار البقاء لا يُعدّ خارجاً.
    [two] عمليتا محاكاة. للمقارنة لا للتنبؤ. ومن اختار البقاء لا يُعدّ خارجاً.
    [few] { $n } عمليات محاكاة. للمقارنة لا للتنبؤ. ومن اختار البقاء لا يُعدّ خارجاً.
    [many] { $n } عملية محاكاة. للمقارنة لا للتنبؤ. ومن اختار البقاء لا يُعدّ خارجاً.
   *[other] { $n } عملية محاكاة. للمقارنة لا للتنبؤ. ومن اختار البقاء لا يُعدّ خارجاً.
}
chart-spread = ما بين 10 و90 من كل 100 عملية محاكاة
chart-median = نصف عمليات المحاكاة

report-title = تقرير الحالة رقم { $number }
marking-cell = مقيَّد: للخلية حصراً، ولا يُعمَّم.
marking-public = للعموم
fact-as-of = الوضع حتى
in-zone = {" "}({ $zone })
fact-period = الفترة المشمولة
period = من { $since } إلى { $until }
period-all = منذ البداية
fact-next = التقرير التالي
fact-issued-by = جهة الإصدار
fact-agreement = الاتفاق
banner-clock = أُعيدت الساعة إلى الوراء: أُعد هذا التقرير في { $clock }، وآخر قيد في السجل ورد في { $last }.
banner-exercise = تمرين. لم يقع شيء مما ورد في هذا التقرير.
banner-despite = وُضعت الخطة رغم { $code }. السبب المذكور: { $reason }
comparison-rule = المحاكاة للمقارنة بين الخطط لا للتنبؤ، ولا يرد في هذا التقرير أي من نتائجها.
sources-rule = يُذكر مع كل عدد من رآه. والروايات المتعارضة تُعرض جنباً إلى جنب ولا تُدمج.
section-promised = ما وُعد به
section-planned = ما خُطط له
section-seen = ما شوهد
section-everyone = أين الجميع
section-claimed = روايات منسوبة إلى مصادرها
section-suspended = ما عُلّق
section-blocked = ما يعترض القوافل التالية
section-standing = الوضع الآن
section-faults = مواطن الخلل القائمة
section-verify = للتحقق من هذا التقرير
section-left-out = ما حُذف من هذا التقرير المخصص للعموم
nothing-reported = لم يُبلَّغ عن شيء بعد.
column-people = الناس
column-from = من
column-asked-by = بطلب من
column-number = العدد
column-source = المصدر
column-movement = الحركة
column-convoys = القوافل
column-first = أول صعود
column-last = آخر وصول
column-convoy = القافلة
column-step = الحدث
column-place = المكان
column-seen-by = شاهده
column-seen = وقت المشاهدة
column-received = وقت الورود
column-attested = بشهادة
column-all = المجموع
column-clause = البند
column-missing = العدد الناقص
column-code = الرمز
column-severity = الدرجة
column-fault = الخلل
column-what = البيان
column-digest = البصمة
party-state = { $name }: { $signed ->
    [yes] من الموقّعين
    [verbally] موافقة شفهية فقط
   *[no] ليس من الموقّعين
}
not-agreed = غير متفق عليه
fewer-than = أقل من { $n }
all-but-few = الجميع عدا أقل من { $n }
in-article = المادة { $number } ({ $heading })
entry-in-article = { $entry }، { $article }
open-blanks = { $n ->
    [zero] لم يبقَ في الاتفاق شيء مفتوح.
    [one] بقي في الاتفاق فراغ واحد:
    [two] بقي في الاتفاق فراغان:
    [few] بقيت في الاتفاق { $n } فراغات:
    [many] بقي في الاتفاق { $n } فراغاً:
   *[other] بقي في الاتفاق { $n } فراغ:
}
open-article = المادة { $number } ({ $heading }): { $n ->
    [zero] بلا فراغات
    [one] فراغ واحد
    [two] فراغان
    [few] { $n } فراغات
    [many] { $n } فراغاً
   *[other] { $n } فراغ
}
no-plan = لا توجد خطة بعد.
never = لا يكتمل أبداً
figure-convoys = عدد القوافل
figure-people = عدد الناس
figure-finish = آخر وصول
figure-imbalance = أكبر فارق في التنفيذ
bound = مدة الخطة: { $length }. ولا يمكن لأي خطة بهؤلاء الناس والطرق والمركبات والبنود أن تقل مدتها عن: { $bound } (بالبرهان)؛ والفرق { $gap }.
bound-by = ما يحكم المدة: { $clause }.
imbalance-planned = أكبر فارق في التنفيذ: المتقدّم { $side } بمقدار { $share } في { $when }، باحتساب من عبروا.
critical-intro = ما يؤخر الختام، حلقةً حلقة:
critical-earlier = { $n ->
    [zero] كل الحلقات معروضة.
    [one] حلقة سابقة واحدة غير معروضة.
    [two] حلقتان سابقتان غير معروضتين.
    [few] { $n } حلقات سابقة غير معروضة.
    [many] { $n } حلقة سابقة غير معروضة.
   *[other] { $n } حلقة سابقة غير معروضة.
}
critical-link = { $when }: { $convoy } { $act ->
    [board] تصعد
    [depart] تنطلق
    [cross] تعبر
   *[other] تصل
}، لا أبكر من ذلك: { $because }.
critical-last = { $when }: تصل { $convoy } آخر القوافل ({ $place }).
seen-intro = { $n ->
    [zero] لا بلاغات في هذه الفترة.
    [one] بلاغ واحد في هذه الفترة.
    [two] بلاغان في هذه الفترة.
    [few] { $n } بلاغات في هذه الفترة.
    [many] { $n } بلاغاً في هذه الفترة.
   *[other] { $n } بلاغ في هذه الفترة.
}
not-counted = لم يُعدّوا
counts-differ = في الصفوف المعلَّمة تختلف أعداد المشاهدين، وقد أُبقي عليها كلها.
kind-boarded = صعود
kind-departed = مغادرة
kind-crossed = عبور
kind-arrived = وصول
kind-declined = اختاروا البقاء
kind-died = توفوا
kind-absent = غائبون
kind-hospital = نُقلوا إلى المستشفى
kind-turned-back = عادوا من الطريق
where-waiting = ينتظرون
where-aboard = على متن المركبات
where-on-the-road = على الطريق
where-crossed = عبروا
where-arrived = وصلوا
where-turned-back = عادوا من الطريق
where-declined = اختاروا البقاء
where-in-hospital = في المستشفى
where-dead = متوفون
where-absent = غائبون
where-unaccounted = لم يُعرف أمرهم
where-more-than-planned = عُدّوا زيادة على الخطة
under-way = القوافل التي ليست في الانتظار ولم تصل بعد:
so-many = { $where } { $n }
so-many-people = عدد الناس: { $n }
position = { $convoy }: { $people }. آخر بلاغ: { $place }، { $when }.
position-unknown = { $convoy }: { $people }.
no-claims = لم تُسجَّل أي رواية منسوبة.
claims-intro = ما تقوله المصادر. لا شيء منه مُثبت هنا؛ وحيث تتعارض الروايات فكلها معروضة.
claim-of = رواية منسوبة إلى { $source }
claim-details = قيلت في { $when }، { $channel ->
    [radio] باللاسلكي
    [phone] بالهاتف
    [paper] على الورق
   *[file] في ملف
}. موضوعها: { $subject }
nothing-suspended = لا شيء معلَّق.
suspended-all = { $scope ->
    [everything] كل حركة معلَّقة
   *[boarding] الصعود معلَّق
} بقرار من { $by } منذ { $since }.
suspended-some = { $scope ->
    [everything] كل حركة لبعض الناس معلَّقة
   *[boarding] صعود بعض الناس معلَّق
} بقرار من { $by } منذ { $since }.
suspended-convoy = { $scope ->
    [everything] كل حركة للقافلة { $convoy } معلَّقة
   *[boarding] صعود القافلة { $convoy } معلَّق
} بقرار من { $by } منذ { $since }.
may-resume = قرار الاستئناف من صلاحية: { $by }. { $clause }.
nothing-blocked = لا شيء مما هو معروف هنا يعترض القوافل التالية.
not-go = ألّا يعترض القافلةَ شيء ليس إذناً بالانطلاق. والإذن بالانطلاق يعطيه رئيس العملية.
overdue = تأخرت { $convoy } عن { $place } منذ { $when }.
breach = { $convoy } في { $when }: { $why }.
no-faults = لا خلل قائم.
log-head = رأس السجل (الحجم:البصمة)
digest-plan-until = الخطة حتى { $until }
digest-plan = الخطة
digest-agreement = الاتفاق
clause-line = المادة { $number } ({ $heading }): { $text }
verify-intro = من كان لديه رأس السجل نفسه والبصمات نفسها فلديه السجل نفسه.
left-out-section = القسم: { $heading }
left-out-times = المواعيد قبل حدوثها؛ ومما حدث لا يُذكر إلا اليوم.
left-out-positions = مواقع الناس والقوافل والمركبات.
left-out-imbalance = فارق التنفيذ.
left-out-small = الأعداد التي تقل عن { $n } أشخاص.
left-out-by = ما يحق للعموم الاطلاع عليه: { $clause }.
