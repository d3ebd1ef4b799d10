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
article-movements = حركات الخروج
article-exchange = { $name }
article-exchanges = المعاملة بالمثل
article-counting = العدّ
article-conditions = شروط المرور
article-safety = ضمانات السلامة ووقف إطلاق النار
article-protection = حماية الناس
article-violations = الخروق والتعليق والاستئناف
article-disclosure = من يحق له الاطلاع على ماذا
party = { $name } — { $signed }.
party-signed = { $signed ->
    [yes] من الموقّعين على هذا الاتفاق. التفويض: { $mandate }
    [verbally] موافقة شفهية فقط. التفويض: { $mandate }
   *[no] ليس من الموقّعين
}
party-gains = ما يعود على { $name }: { $gains }
facilitators = تنفيذ الاتفاق موكول إلى: { $names }. والميسّر لا يضمن أحداً.
guarantor = الجهة الضامنة: { $name }، عن: { $vouched }. الضمانة: { $surety }
monitor = المراقبة والعدّ والشهادة: { $name }، في { $places }، اعتباراً من { $since }.
window = تجري حركات الخروج من { $opens } إلى { $closes } ({ $zone }).
on-board = لا يبقى أحد على متن المركبات أكثر من { $limit }.
place = { $name } ({ $kind })، الجهة المسيطرة: { $holder }.
place-capacity = السعة بالأشخاص: { $n }.
place-throughput = عدد المركبات في الساعة في الاتجاه الواحد: { $n }.
place-inspection = مدة التفتيش بالدقائق: { $minutes }.
place-registers = عدد من يُسجَّلون ويُؤوَون في الساعة: { $n }.
place-open = ساعات الفتح: { $hours }.
place-provisions = المتوفر هناك: { $things }.
place-attacked = وقع هجوم هناك في { $on }.
road = من { $start } إلى { $end }: الجهة المسيطرة { $holder }؛ المدة بالدقائق { $minutes }؛ { $mines }.
road-open = من { $start } إلى { $end }: لا أحد على الطريق خارج الساعات { $hours }.
mines = { $state ->
    [cleared] أُزيلت المتفجرات بتأكيد من { $by }
    [blank] إزالة المتفجرات: [__________]
   *[other] إزالة المتفجرات غير مؤكدة
}
group = { $name }: العدد { $number } في { $at }، بطلب من { $side }. مصدر العدد: { $source }
group-parts = منهم ({ $name }): { $parts }.
part = { $what } { $n }
group-households = منهم ({ $name }): { $people } يسافرون ضمن أسرهم، وعدد الأسر { $n }، كل أسرة في قافلة واحدة. وأحجام الأسر للخلية وحدها.
fleet = { $vehicle }: العدد { $count }، والمقاعد في كل منها { $seats }، والنقالات { $stretchers }، والاحتياط { $spare }، والمقر { $base }.
movement = { $name }: { $who } من «{ $people }» { $via ->
    [none] إلى
   *[other] عبر { $via } إلى
} { $to }، وفي القافلة الواحدة على الأكثر { $size }.
movement-choices = { $name }، بحسب اختيار الناس: { $choices }. ولا يُرسل أحد إلى غير ما اختار دون سؤاله.
choice = { $share } إلى { $to }
movement-starts = { $name }: لا بدء قبل { $moment }.
fleet-one-trip = { $name }: تقوم كل مركبة برحلة واحدة ولا تعود.
fleet-crew-hours = طواقم { $name } تقود ضمن الساعات { $hours }، والرحلة وعودتها ضمن هذه الساعات.
movement-along-convoy = يرافق كل قافلة من { $name }، دون نقل ركابها، من { $fleet }: { $n }.
movement-along-people = { $name }: مركبة مرافقة من { $fleet }، دون نقل الركاب، لكل عدد من الأشخاص لا يتجاوز { $n }.
movement-hours = { $name }: الصعود والسير والوصول ضمن الساعات { $hours }، ومن لا يستطيع ذلك يصعد في اليوم التالي.
movement-spacing = { $name }: المدة الفاصلة بين كل انطلاقين لا تقل عن { $minutes }.
exchange-counted = يُحتسب الناس عند { $where } بشهادة { $by }.
exchange-shortfall = إذا حضر أقل من العدد الموعود: { $what }.
exchange-refusals = إذا اختار أناس البقاء: { $what }.
exchange-reading = قراءة هذا البند: { $reading }
outstanding-accounted-for = يُثبت ذلك بشهادة محايدة ويستمر التبادل
outstanding-substitute = يجوز أن يغادر آخرون مكانهم
outstanding-amend = تعدّل الأطراف العدد
outstanding-open = [__________]
rule-in-step = { $one } و{ $other } بالتوازي: لا يسبق أحد الجانبين الآخر بأكثر من { $tolerance }.
rule-n-for-m = مقابل كل { $n } من «{ $one }» يغادر { $m } من «{ $other }»؛ ولا يسبق أحد الجانبين الآخر بأكثر من { $tolerance } من الأول.
rule-phase = المرحلة { $i }: { $moves }. وتبدأ المرحلة التالية بعد عبور هؤلاء.
phase-move = { $amount } من «{ $name }»
rule-pairs = { $one } و{ $other } قافلةً بقافلة، واحدة من كل منهما في اللحظة نفسها.
rule-keep-back = بقاء { $keeps } من «{ $name }» إلى أن يعبر جميع من في «{ $until }».
rule-lock = { $name }: ابتداءً من { $start } يكون الانتظار إلى أن يعبر من { $other }: { $until }.
counting = العدّ في { $at }: { $by }، ويوقّع معه على الكشف: { $signed }.
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
field-those-who-stay = من يختارون البقاء
field-family-unity = الأسر
field-special-care = الرعاية الخاصة
field-papers = الأوراق والممتلكات
field-return = العودة
field-data = البيانات
field-definition = الخروق هي
field-fallback = إذا أُغلق الطريق
field-return-route = طريق العودة
field-stop-conditions = ينسحب الميسّرون عندما
field-communications-lost = عند انقطاع الاتصال
inspection = التفتيش في { $at } من صلاحية { $by }. الغرض: { $purpose }؛ المدة على الأكثر { $limit }؛ بمراقبة { $observer }؛ { $detention }.
detention = { $state ->
    [none] ولا يُحتجز أحد
    [allowed] ويجوز احتجاز أشخاص
    [blank] الاحتجاز: [__________]
   *[other] ولا احتجاز إلا بهذا الإجراء: { $procedure }
}
lists = تُقفل القوائم في { $frozen }، وحفظها لدى { $keeper }. الترتيب: { $order }. المتوفون والمفقودون: { $missing }
guarantee = ضمانة مكتوبة من { $name } بسلامة { $places }، مودعة لدى { $to } في { $on }.
consent-asked-by = السؤال عن الموافقة من مهام { $by }.
violation-reported = يُبلَّغ عن الخروق إلى { $to }.
suspension = الخرق يعلّق { $what }. قرار التعليق: { $by }. قرار الاستئناف: { $resumed }. المدة على الأكثر: { $limit }.
suspends-boarding = الصعود؛ والقوافل التي على الطريق تكمل سيرها
suspends-everything = كل حركة
suspends-open = [__________]
disputes = الفصل في الخلافات من صلاحية { $by }، والمهلة { $within }.
discloses = المتاح للاطلاع ({ $role }): { $things }.
blanks = { $n ->
    [zero] لم يبقَ شيء مفتوحاً.
    [one] بقي فراغ واحد، علامته { $mark }.
    [two] بقي فراغان، علامتهما { $mark }.
    [few] بقيت { $n } فراغات، علامة كل منها { $mark }.
    [many] بقي { $n } فراغاً، علامة كل منها { $mark }.
   *[other] بقي { $n } فراغ، علامة كل منها { $mark }.
}
signatures = التواقيع
signature-line = عن الطرف ({ $name }): ______________________  التاريخ: ______________
