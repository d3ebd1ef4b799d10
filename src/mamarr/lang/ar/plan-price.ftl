# كلمات كلفة الحذر: الأثمان بالساعات، ومنحنى التفاوت، والتعهدات، والشروط المتعارضة. ثمن الحذر لا ثمن البشر أبداً.
pricing = جارٍ حساب كلفة الحذر
price-title = كلفة الحذر: { $name }
price-as-agreed = وفق ما اتُّفق عليه يكون آخر وصول في { $when }، أي بعد بدء المدة بما قدره بالساعات { $hours }
price-no-plan = وفق ما اتُّفق عليه لم يُعثر على خطة. كل تغيير من هذه التغييرات يجعل الخطة ممكنة وحده:
price-change = التغيير
price-saved = الساعات الموفَّرة
price-finish = آخر وصول
price-bound = لا خطة قبل
price-binds = بسبب
price-by-route = الطريق
price-by-crossing = معبر
price-by-fleet = المركبات
price-by-tolerance = هامش تفاوت
price-by-phases = المراحل
price-by-after = من يُنتظرون
price-by-reception = مركز استقبال ممتلئ
price-by-spacing = الفاصل بين القوافل
price-by-registration = التسجيل
price-by-room = موقع توقف ممتلئ
price-nothing = { $n ->
    [zero] لا تغيير كهذا: { $names }.
    [one] تغيير لا يوفر وقتاً وحده ولا يتيح خطة أفضل: { $names }.
    [two] تغييران لا يوفر أي منهما وقتاً وحده ولا يتيح خطة أفضل: { $names }.
    [few] { $n } تغييرات لا يوفر أي منها وقتاً وحده ولا يتيح خطة أفضل: { $names }.
    [many] { $n } تغييراً لا يوفر أي منها وقتاً وحده ولا يتيح خطة أفضل: { $names }.
   *[other] { $n } تغيير لا يوفر أي منها وقتاً وحده ولا يتيح خطة أفضل: { $names }.
}
price-not-enough = { $n ->
    [zero] لا تغيير لا يكفي وحده: { $names }.
    [one] تغيير لا يكفي وحده: { $names }.
    [two] تغييران لا يكفي أي منهما وحده: { $names }.
    [few] { $n } تغييرات لا يكفي أي منها وحده: { $names }.
    [many] { $n } تغييراً لا يكفي أي منها وحده: { $names }.
   *[other] { $n } تغيير لا يكفي أي منها وحده: { $names }.
}
price-smallest = { $name }: هامش التفاوت { $agreed }، وأصغر هامش يمكن أن يكتمل به التنفيذ بقوافل كبيرة بقدر ما اتُّفق عليه { $smallest }.
price-note = هذه ساعات بين خطط وجدتها هذه الأداة، وقد تجد أداة أفضل ساعات أقل. ما يحمي الناس، والموافقة، ومغادرة الجرحى والمرضى والأطفال لا ثمن لها ولا تُحذف أبداً. للخلية حصراً.
change-without = حذف البند { $name }
change-wider = { $name }: هامش التفاوت { $to } بدلاً من { $from }
change-without-all = حذف كل بنود التبادل
change-more-vehicles = زيادة عدد { $vehicle ->
    [bus] الحافلات
    [ambulance] سيارات الإسعاف
   *[other] المركبات
} في { $name } بمقدار { $n }
change-more-an-hour = زيادة ما يمر في الساعة عند { $name } بمقدار { $n }
change-open-later = فتح { $name } ساعة إضافية مساءً
change-open-earlier = فتح { $name } قبل الموعد بساعة
change-more-room = { $n ->
    [zero] بلا مكان إضافي
    [one] مكان لشخص إضافي
    [two] مكان لشخصين إضافيين
    [few] مكان لعدد إضافي قدره { $n } أشخاص
    [many] مكان لعدد إضافي قدره { $n } شخصاً
   *[other] مكان لعدد إضافي قدره { $n } شخص
} في { $name }
change-larger-convoys = مركبة إضافية في كل قافلة من { $name }
change-starts-earlier = بدء { $name } قبل الموعد بساعة

frontier-title = ثمن انعدام الثقة: { $name }
frontier-of = هامش التفاوت في { $names }، أضيق وأوسع، وكل ما عداه كما اتُّفق عليه، غير أن المدة لا تنتهي
frontier-planning = جارٍ التخطيط
frontier-unknown = ليس { $name } بنداً له هامش تفاوت. البنود المعروفة: { $known }
frontier-none = لا بند في هذا الاتفاق له هامش تفاوت.
frontier-tolerance = هامش التفاوت
frontier-finish = آخر وصول
frontier-hours = الساعات
frontier-bound = لا خطة قبل
frontier-binds = بسبب
frontier-agreed = المتفق عليه
frontier-knee-mark = نقطة الانعطاف
frontier-free = من دون هوامش التفاوت هذه: { $when }، بعد بدء المدة بما قدره بالساعات { $hours }.
frontier-knee = نقطة الانعطاف عند { $tolerance }: { $some ->
    [yes] ابتداءً منها لا يكلف الحذر من الساعات أكثر من { $hours }.
   *[no] ابتداءً منها لا يكلف الحذر وقتاً.
}
frontier-no-knee = لم يُعثر على نقطة انعطاف: الحذر يكلف وقتاً بكل هامش نُظر فيه.
frontier-certain = بهامش { $tolerance } أو أقل تنتهي كل خطة بعد ذلك الوقت، وهذا مُثبَت.
frontier-window = تنتهي المدة في { $when }.
frontier-chart = ثمن انعدام الثقة
frontier-chart-below = كم يتأخر آخر وصول كلما قلّ ما يُسمح لجانب أن يتقدم به
frontier-found = آخر وصول في الخطة التي عُثر عليها
frontier-proven = لا يمكن لأي خطة أن تنتهي هنا
frontier-free-line = آخر وصول من دون هوامش التفاوت هذه
frontier-agreed-line = الهامش المتفق عليه
frontier-closes = انتهاء المدة
frontier-axis = هامش التفاوت: { $name }
frontier-axis-scaled = هوامش التفاوت بأضعاف المتفق عليه

undertaking-title = الترتيب الأقل إغراءً بقطع التنفيذ: { $name }
undertaking-none = لا يُحتسب جانبان أحدهما مقابل الآخر، ولم تُذكر أي خطوة متبادلة.
undertaking-steadiest = { $name }: إذا وصلت القوافل بهذا الترتيب فلا يتقدم أي جانب بأكثر من { $percent }%، ولا ترتيب لهذه القوافل أفضل منه.
undertaking-order = الخطوات المتبادلة، بالترتيب الذي يكفي فيه أقل تعهد
undertaking-stage = الخطوة
undertaking-costs = الكلفة
undertaking-gains = المكسب
undertaking-needed = يجب أن يخسر الجانبان معاً عند قطع التنفيذ { $needed } ({ $unit })، وبالترتيب المذكور { $given }.
undertaking-peak = يشتد الإغراء بقطع التنفيذ قبل: { $stage }.
undertaking-note = التعهد مال أو سلع أو سمعة، لا بشر أبداً. الأرقام هي أرقام الأطراف نفسها، وما لم تذكره لا تراه الأداة. للخلية حصراً.
stage-form = يحتاج الخيار --stage إلى اسم وكلفة ومكسب، مثل "fuel=2:5"، والمذكور: { $given }
stage-people = "{ $name }" اسم لأناس أو لتبادل أناس. لا قيمة تبادلية لإنسان: الخطوة مال أو سلع أو أشغال أو أرض.

conflict-searching = جارٍ البحث عما يتعارض
K950 = { $n ->
    [zero] لا شيء يتعارض
    [one] لا يمكن التزام هذا الحد مهما تُرك غيره
    [two] هذان لا يجتمعان، ومن دون أيٍّ منهما توجد خطة
    [few] هذه الشروط والحدود، وعددها { $n }، لا تجتمع، ومن دون أيٍّ منها توجد خطة
    [many] هذه الشروط والحدود، وعددها { $n }، لا تجتمع، ومن دون أيٍّ منها توجد خطة
   *[other] هذه الشروط والحدود، وعددها { $n }، لا تجتمع، ومن دون أيٍّ منها توجد خطة
}. { $proven ->
    [yes] وقد ثبت أن لا خطة تفي بها جميعاً.
   *[no] ولم يُعثر على خطة تفي بها جميعاً، ولم يثبت أنها غير موجودة.
}
    .do = { $n ->
    [one] غيّروه.
   *[other] غيّروا واحداً منها، أيّها كان أيسر على الأطراف.
} وليس بينها ما يحمي الناس ولا الموافقة ولا مغادرة الجرحى والمرضى والأطفال.
label-term-window = انتهاء المدة
label-term-on-board = أطول مدة على متن المركبات
label-term-fleet = عدد المركبات
label-term-rate = عدد المركبات في الساعة
label-term-hours = ساعات الفتح
label-term-room = السعة
label-term-registration = هذا العدد من المسجَّلين في الساعة
label-term-daily = الساعات المحددة لهذه الحركة
label-term-spacing = هذه المدة الفاصلة بين القوافل
label-term-curfew = حظر التجول هذا
label-term-crew = ساعات عمل هذه الطواقم
label-term-start = لا يبدأ قبل ذلك
label-term-exchange = هذا الشرط
