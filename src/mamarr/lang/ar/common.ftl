# كلمات تستعملها كل المراحل.
severity-error = خطأ
severity-warning = تحذير
severity-note = ملاحظة
list-comma = {"، "}
hours = { $n ->
    [zero] بلا ساعات
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
minutes = { $n ->
    [zero] بلا دقائق
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
people-count = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصاً
   *[other] { $n } شخص
}
low-likely-high = { $likely } (الأدنى { $low }، الأعلى { $high })

word-all = الجميع
word-stretcher-cases = حالات على نقالة
word-wounded = جرحى
word-sick = مرضى
word-children = أطفال
word-civilians = مدنيون
word-weapon-bearers = حملة السلاح
word-detainees = محتجزون
word-captives = أسرى
word-assembly = نقطة تجمع
word-crossing = معبر
word-holding = موقع انتظار
word-reception = مركز استقبال
word-hospital = مستشفى
word-depot = مرآب
word-bus = حافلات
word-ambulance = سيارات إسعاف
word-truck = شاحنات
word-car = سيارات
word-escort = مركبات مرافقة
word-water = ماء
word-food = طعام
word-heat = تدفئة
word-toilets = مراحيض
word-shelter = مأوى
word-cordon = طوق حماية
word-medical = رعاية طبية
word-boarding = الصعود
word-departure = الانطلاق
word-arrival = الوصول
word-first-convoy = القافلة الأولى
word-last-convoy = القافلة الأخيرة
word-agreement = الاتفاق
word-plan = الخطة
word-timings = المواعيد
word-positions = المواقع
word-imbalance = فارق التنفيذ
word-rehearsals = المحاكاة
word-counts = الأعداد
word-claims = الروايات المنسوبة إلى مصادرها
because-condition = تحقق الشرط: { $name }
because-fleet = عودة مركبات { $name }
because-crossing = الدور في { $name }
because-road = الصعود وطريق { $name }
because-base = القدوم من المرآب: مركبات { $name }
because-start = بدء { $name }
because-hours = ساعات فتح { $name }
because-daily = الساعات المحددة للحركة: { $name }
because-curfew = انتهاء حظر التجول على الطريق
because-distance = المدة الفاصلة عن القافلة السابقة من { $name }
because-registration = الدور في التسجيل في { $name }
because-room = توفر مكان في { $name }
because-crew = ساعات عمل طواقم { $name }
because-window = بدء المدة
