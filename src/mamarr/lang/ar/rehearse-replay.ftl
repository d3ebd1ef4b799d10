# كلمات التمرين: يوم واحد من المحاكاة يشاهده المتدرب ويقرر فيه.
replay-halt = { $when }: { $name } ({ $by }). لا يصعد أحد.
replay-where = خرج { $out } من الناس، و{ $loaded } في مركبات محملة. ماذا تفعلون؟
replay-choose = 1 أو 2 أو 3
replay-stop = تعليق الصعود للجميع وإبلاغ كل الأطراف
replay-go-on = السماح بصعود من لا يمنعه بند
replay-decide = استدعاء من يفصل في الخلافات
replay-said-stop = بموجب الاتفاق يحق التعليق لـ: { $names }.
replay-said-go-on = بموجب الاتفاق يرفع التعليق: { $names }. ولا يصعد أحد دون كلمتهم.
replay-said-decide = بموجب الاتفاق يفصل في الخلافات: { $names }.
replay-until = في هذه التجربة ينتهي التوقف: { $until }. ولا تتغير التجربة بجوابكم، بل يُحفظ إلى جانبها.
replay-unread = تعذرت قراءة الأجوبة في { $file }: { $problem }
replay-written = { $file }: الأحداث { $n } ومرات التوقف { $halts }. ولا يمكن أبداً فتحه سجلاً ليوم حقيقي.
replay-watch = شاهدوه ساعة بساعة: mamarr status { $agreement } --plan { $plan } --log { $log } --now "YYYY-MM-DD HH:MM"

R005 = ليس للاتفاق مدة، فلا يوم يُعاد عرضه
    .do = اذكروا «window» مع «opens» و«closes» و«zone».
