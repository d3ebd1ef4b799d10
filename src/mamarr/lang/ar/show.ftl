# الاتفاق في مواد مرقّمة يمكن للوفود توقيعها.
agreement-amends = هذا الاتفاق يعدّل: { $name }
article = المادة { $number }. { $heading }
article-parties = الأطراف
article-neutral = الميسّرون والضامنون والمراقبون
article-window = المدة
article-places = الأماكن
article-roads = الطرق
article-people = من يحق لهم المغادرة
article-fleets = المركبات
article-movements = التحركات
article-exchange = { $name }
article-exchanges = المعاملة بالمثل
article-counting = العدّ
article-conditions = شروط المرور
article-safety = ضمانات السلامة ووقف إطلاق النار
article-protection = حماية الناس
article-violations = المخالفات والتعليق والاستئناف
article-disclosure = من يحق له الاطلاع على ماذا
party = { $name } — { $signed }.
party-signed = { $signed ->
    [yes] من الموقّعين على هذا الاتفاق. التفويض: { $mandate }
    [verbally] موافقة شفهية فقط. التفويض: { $mandate }
   *[no] ليس من الموقّعين
}
party-gains = ما يعود على { $name }: { $gains }
facilitators = ينفّذ الاتفاقَ { $names }، ولا يضمنون أحداً.
guarantor = الجهة الضامنة: { $name }، عن { $vouched }. الضمانة: { $surety }
monitor = المراقبة والعدّ والشهادة: { $name }، في { $places }، اعتباراً من { $since }.
window = تجري التحركات من { $opens } إلى { $closes } ({ $zone }).
on-board = لا يبقى أحد على متن المركبات أكثر من { $limit }.
place = { $name } ({ $kind })، الجهة المسيطرة: { $holder }.
place-capacity = يتسع لـ { $n } من الناس.
place-throughput = { $n } مركبة في الساعة في الاتجاه الواحد.
place-inspection = مدة التفتيش بالدقائق: { $minutes }.
place-open = مفتوح { $hours }.
place-provisions = يتوفر فيه: { $things }.
place-attacked = تعرّض لهجوم في { $on }.
road = من { $start } إلى { $end }: الجهة المسيطرة { $holder }؛ المدة بالدقائق { $minutes }؛ { $mines }.
mines = { $state ->
    [cleared] أُزيلت المتفجرات بتأكيد من { $by }
    [blank] إزالة المتفجرات: [__________]
   *[other] إزالة المتفجرات غير مؤكدة
}
group = { $name }: العدد { $number } في { $at }، بطلب من { $side }. مصدر العدد: { $source }
group-parts = منهم ({ $name }): { $parts }.
part = { $what } { $n }
fleet = { $vehicle }: العدد { $count }، في كل منها { $seats } مقعداً و{ $stretchers } نقالة، والاحتياط { $spare }، ومقرها { $base }.
movement = { $name }: { $who } من «{ $people }» { $via ->
    [none] إلى
   *[other] عبر { $via } إلى
} { $to }، وفي القافلة الواحدة على الأكثر { $size }.
movement-starts = لا يبدأ { $name } قبل { $moment }.
exchange-counted = يُحتسب الناس عند { $where } بشهادة { $by }.
exchange-shortfall = إذا حضر أقل من العدد الموعود: { $what }.
exchange-refusals = إذا اختار أناس البقاء: { $what }.
exchange-reading = قراءة هذا البند: { $reading }
outstanding-accounted-for = يُثبت ذلك بشهادة محايدة ويستمر التبادل
outstanding-substitute = يجوز أن يغادر آخرون مكانهم
outstanding-amend = تعدّل الأطراف العدد
outstanding-open = [__________]
rule-in-step = يجري { $one } و{ $other } بالتوازي: لا يسبق أي منهما الآخر بأكثر من { $tolerance }.
rule-n-for-m = مقابل كل { $n } من { $one } يغادر { $m } من { $other }؛ ولا يسبق أي منهما بأكثر من { $tolerance } من الأول.
rule-phase = المرحلة { $i }: { $moves }. وتبدأ المرحلة التالية بعد عبور هؤلاء.
phase-move = { $amount } من { $name }
rule-pairs = يغادر { $one } و{ $other } قافلةً بقافلة، واحدة من كل منهما في اللحظة نفسها.
rule-keep-back = يبقى { $keeps } من { $name } إلى أن يعبر جميع { $until }.
rule-lock = ابتداءً من { $start } ينتظر { $name } عبور { $other }: { $until }.
counting = العدّ في { $at }: { $by }، بمصادقة { $signed }.
field = { $heading }: { $text }
field-arms = السلاح
field-belongings = الأمتعة
field-captives = الأسرى والجثامين
field-media = التجمعات والتصوير
field-permits = السائقون والمركبات واللوحات
field-supplies-on-board = المؤن على متن المركبات
field-ceasefire-roads = وقف إطلاق النار: الطرق
field-ceasefire-range = وقف إطلاق النار: الأسلحة والمدى
field-ceasefire-airspace = وقف إطلاق النار: الأجواء
field-consent = الموافقة
field-option-to-stay = خيار البقاء
field-choice-of-destination = اختيار الوجهة
field-those-who-stay = من يختار البقاء
field-family-unity = الأسر
field-special-care = الرعاية الخاصة
field-papers = الأوراق والممتلكات
field-return = العودة
field-data = البيانات
field-definition = المخالفات هي
field-fallback = إذا أُغلق الطريق
field-return-route = طريق الرجوع
field-stop-conditions = ينسحب الميسّرون عندما
field-communications-lost = عند انقطاع الاتصال
inspection = في { $at } يجوز لـ { $by } التفتيش. الغرض: { $purpose }؛ المدة على الأكثر { $limit }؛ بمراقبة { $observer }؛ { $detention }.
detention = { $state ->
    [none] ولا يُحتجز أحد
    [allowed] ويجوز احتجاز أشخاص
    [blank] الاحتجاز: [__________]
   *[other] ولا احتجاز إلا بهذا الإجراء: { $procedure }
}
lists = تُقفل القوائم في { $frozen }، وحفظها لدى { $keeper }. الترتيب: { $order }. المتوفون والمفقودون: { $missing }
guarantee = ضمانة مكتوبة من { $name } بسلامة { $places }، مودعة لدى { $to } في { $on }.
consent-asked-by = السؤال عن الموافقة من مهام { $by }.
violation-reported = تُبلَّغ المخالفات إلى { $to }.
suspension = المخالفة تعلّق { $what }. قرار التعليق: { $by }. قرار الاستئناف: { $resumed }. المدة على الأكثر: { $limit }.
suspends-boarding = الصعود؛ والقوافل التي على الطريق تكمل سيرها
suspends-everything = كل حركة
suspends-open = [__________]
disputes = الفصل في الخلافات من صلاحية { $by }، والمهلة { $within }.
discloses = يحق لـ { $role } الاطلاع على: { $things }.
blanks = { $n ->
    [zero] لم يبقَ شيء مفتوحاً.
    [one] بقي فراغ واحد، علامته { $mark }.
    [two] بقي فراغان، علامتهما { $mark }.
    [few] بقيت { $n } فراغات، علامتها { $mark }.
    [many] بقي { $n } فراغاً، علامتها { $mark }.
   *[other] بقي { $n } فراغ، علامتها { $mark }.
}
signatures = التواقيع
signature-line = عن { $name }: ______________________  التاريخ: ______________
