"""Forty-four statements by somebody who had never seen the reader, hotels, ponds, claims, lifts, music, porcelain, deliveries, batteries.
First reading: 28 right, 1 with another target, 1 guessed.
"""

from statement_suite import Case

HOTEL = (
    "订单号 id; 下单日期 date; 房型 category =标间,大床,套房,亲子房; 入住晚数 integer 1..14; 房价 number 120..2800; "
    "渠道 category =携程,美团,官网,电话; 提前天数 integer 0..180; 是否会员 boolean; 备注 text; 集团 constant; "
    "-是否取消 boolean; -客人评分 number 1..5; -额外消费 number 0..3000"
)

POND = (
    "塘号 id; 采样日期 date; 纬度 latitude; 经度 longitude; 水温 number 12..35; 溶解氧 number 0..14; 酸碱度 number 6..9.5; "
    "氨氮 number 0..3; 亚硝酸盐 number 0..2; 投喂量 number 0..400; 品种 category =南美白对虾,罗非鱼,草鱼,石斑鱼; "
    "水面照片 image; 病害 category =弧菌,白斑,烂鳃,弧菌|白斑,寄生虫|烂鳃; 是否翻塘 boolean"
)

CLAIM = (
    "claim_id id; filed_on date; policy_type category =auto,home,health,travel; insured_age integer 18..90; "
    "premium number 200..20000; prior_claims integer 0..12; description text; damage_photo image; "
    "region category =north,south,east,west; adjuster_note text; -payout number 0..500000; -fraud boolean; "
    "-days_to_settle integer 1..400"
)

LIFT = (
    "电梯编号 id; 品牌 category =三菱,日立,奥的斯,通力; 楼层数 integer 3..60; 投用年份 integer 1985..2023; 载重 number 400..2000; "
    "日均运行次数 integer 20..3000; 振动曲线 series; 钢丝绳磨损 number 0..2.5; 上次维保日期 date; "
    "维保单位 category =宏达,恒安,迅捷; 建筑类型 category =住宅,写字楼,商场,医院; -运行天数 number 1..2000; "
    "-发生故障 boolean; -故障类型 category =门机,曳引机,控制柜,安全钳"
)

MUSIC = (
    "track_id id; clip audio; lyrics text; cover image; bpm number 50..210; loudness number -40..0; release_date date; "
    "language category =mandarin,cantonese,english,japanese; genre category =pop,rock,folk,rap,electronic; "
    "mood category =happy,sad,calm,happy|energetic,sad|calm; plays integer 0..90000000; skip_rate number 0..1; "
    "explicit boolean"
)

PORCELAIN = (
    "藏品号 id; 正面照 image; 器底照 image; 描述 text; 窑口 category =景德镇,龙泉,钧窑,德化; 年代 category =宋,元,明,清; "
    "高度 number 2..80; 口径 number 2..60; 重量 number 50..20000; 釉色 category =青花,青釉,白釉,粉彩; "
    "品相 category =残,一般,良好,完好; 估价 number 1000..9000000; 成交价 number 1000..20000000; "
    "真伪 category =真品,赝品; 拍卖行 category =嘉德,保利,西泠"
)

DELIVERY = (
    "order_id id; placed_at date; restaurant_lat latitude; restaurant_lon longitude; distance_km number 0.2..12; "
    "n_items integer 1..30; order_value number 10..900; weather category =sunny,rain,storm,fog; "
    "rider_rating number 1..5; rider_vehicle category =ebike,motorbike,bicycle; prep_minutes number 2..60; "
    "-delivery_minutes number 5..150; -tip number 0..100; -late boolean; "
    "-complaint_type category =none,cold,spilled,missing,rude"
)

BATTERY = (
    "cell_id id; chemistry category =LFP,NMC,LCO; capacity_ah number 1..300; voltage_curve series; "
    "ambient_temp number -20..60; charge_rate number 0.1..4; internal_resistance number 0.2..90; "
    "impedance_spectrum vector; supplier category =north,delta,sunrise; cycles_to_eol integer 100..6000; "
    "soh number 0.5..1; swelling boolean; leakage boolean; overheating boolean; grade category =A,B,C,D"
)

_SEEN = (
    # hotel
    Case(
        "chinese13-hotel-cancel",
        HOTEL,
        "国庆快到了,超售老是踩坑。帮我看看哪些订单最后会被取消,用AUC评就行,评分和消费那些先不管。",
        "是否取消",
        "binary",
        "roc_auc",
    ),
    Case(
        "chinese13-hotel-spend",
        HOTEL,
        "想估一下每位客人除了房费之外还会在店里花多少钱(吃饭、洗衣、SPA之类),平均绝对误差越小越好。",
        "额外消费",
        "regression",
        "mae",
    ),
    Case(
        "chinese13-hotel-score",
        HOTEL,
        "离店以后客人会给咱打几分?渠道不要放进去,老板说对各个平台要一视同仁。",
        "客人评分",
        "regression",
        "",
        without="渠道",
    ),
    Case(
        "chinese13-hotel-both",
        HOTEL,
        "一个模型同时出两个数:客人评分、额外消费。指标RMSE。取消与否不用预测。",
        "客人评分 额外消费",
        "multitarget",
        "rmse",
    ),
    Case(
        "chinese13-hotel-note",
        HOTEL,
        "只凭备注那段话判断这单客人会不会取消,别的字段一律不看;前台系统等不起,单条要在20毫秒以内。",
        "是否取消",
        "binary",
        "",
        only="备注",
        latency=20,
    ),
    # fish ponds
    Case(
        "chinese13-pond-crash",
        POND,
        "养了二十年虾,最怕翻塘。给我预测会不会翻塘,看F1。病害是翻塘以后才化验出来的,不能当输入。",
        "是否翻塘",
        "binary",
        "f1",
        without="病害",
    ),
    Case(
        "chinese13-pond-disease",
        POND,
        "一口塘可能同时得好几种病,把有的病都标出来,用micro-F1。是否翻塘那列是后果,别喂进去。",
        "病害",
        "multilabel",
        "f1_micro",
        without="是否翻塘",
    ),
    Case(
        "chinese13-pond-oxygen",
        POND,
        "溶氧探头太贵,想省掉。只用水温和pH这两个便宜探头推出水里的含氧量,看R²。",
        "溶解氧",
        "regression",
        "r2",
        only="水温 酸碱度",
    ),
    Case(
        "chinese13-pond-ammonia",
        POND,
        "氨氮化验要两个钟头,想用模型直接估出来。亚硝酸盐跟它是一道化验的,到时候也没有,所以不能用;其余随便。均方根误差。",
        "氨氮",
        "regression",
        "rmse",
        without="亚硝酸盐",
    ),
    Case(
        "chinese13-pond-species",
        POND,
        "看水面照片认出塘里养的是啥品种,照片以外的列一概不许用。要塞进摄像头里,参数不超过300万。准确率。",
        "品种",
        "multiclass",
        "accuracy",
        only="水面照片",
        params=3_000_000,
    ),
    # insurance claims
    Case(
        "chinese13-claim-fraud",
        CLAIM,
        "把骗保的案子挑出来。正样本很少,用平均精度(AP)评价。理赔员备注是查完之后才写的,有泄漏,不准用。",
        "fraud",
        "binary",
        "average_precision",
        without="adjuster_note",
    ),
    Case(
        "chinese13-claim-payout",
        CLAIM,
        "预测每个案子的赔款金额,几百到几十万都有,跨度很大,所以评RMSLE。年龄属于敏感信息,合规不让进模型。",
        "payout",
        "regression",
        "rmsle",
        without="insured_age",
    ),
    Case(
        "chinese13-claim-settle",
        CLAIM,
        "一个案子从报案到结案要多少天?不要单点值,给我10%和90%两个分位数,好跟客户讲个区间。",
        "days_to_settle",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chinese13-claim-type",
        CLAIM,
        "客服老把险种填错,想根据案情描述、照片等自动判断属于哪个险种。保费一看就能猜出险种,算作弊,剔掉。宏平均F1。",
        "policy_type",
        "multiclass",
        "f1_macro",
        without="premium",
    ),
    Case(
        "chinese13-claim-photo",
        CLAIM,
        "定损小工具:输入只有一张受损照片,没别的,输出该赔多少钱。MAPE,内存不得超过2GB。",
        "payout",
        "regression",
        "mape",
        only="damage_photo",
        memory=2048,
    ),
    # lifts
    Case(
        "chinese13-lift-survive",
        LIFT,
        "想知道每部电梯还能跑多少天才出故障,有些到观察结束都没坏(右删失),做生存分析,C-index。故障类型不关心。",
        "运行天数 发生故障",
        "survival",
        "c_index",
    ),
    Case(
        "chinese13-lift-type",
        LIFT,
        "故障属于哪一类(门机/曳引机/控制柜/安全钳)?各类数量差得多,用平衡准确率。",
        "故障类型",
        "multiclass",
        "balanced_accuracy",
    ),
    Case(
        "chinese13-lift-fail",
        LIFT,
        "不用管能撑多少天,只要告诉我会不会出故障,是或否。维保单位别拿来当特征,免得人家找我们打官司。",
        "发生故障",
        "binary",
        "",
        without="维保单位",
    ),
    Case(
        "chinese13-lift-rope",
        LIFT,
        "钢丝绳的磨损现在靠人爬井道去量,太危险。想从振动曲线、日均运行次数等推出磨损量,用中位数绝对误差评。",
        "钢丝绳磨损",
        "regression",
        "median_ae",
    ),
    Case(
        "chinese13-lift-year",
        LIFT,
        "老小区不少电梯铭牌丢了,估一下是哪一年投用的,差一两年无所谓,MAE。铭牌没了品牌也就看不到,所以品牌不能用。",
        "投用年份",
        "regression",
        "mae",
        without="品牌",
    ),
    # music
    Case(
        "chinese13-music-genre",
        MUSIC,
        "請幫忙做曲風分類。只讓模型聽音檔片段,歌詞、封面、其他欄位統統不給。準確率。",
        "genre",
        "multiclass",
        "accuracy",
        only="clip",
    ),
    Case(
        "chinese13-music-mood",
        MUSIC,
        "给每首歌打情绪标签,一首可以有好几个标签,macro F1。播放量和跳过率是上线后的数据,不要用。",
        "mood",
        "multilabel",
        "f1_macro",
        without="plays skip_rate",
    ),
    Case(
        "chinese13-music-match",
        MUSIC,
        "给一张专辑封面,要从库里把它对应的歌词找出来,看 recall@10。",
        "lyrics",
        "retrieval",
        "recall_at_10",
    ),
    Case(
        "chinese13-music-skip",
        MUSIC,
        "运营想知道新歌的跳过率大概多少,主要是排序要准,用Spearman。plays要上线后才有,别用。",
        "skip_rate",
        "regression",
        "spearman",
        without="plays",
    ),
    Case(
        "chinese13-music-explicit",
        MUSIC,
        "做兒童模式要用:判斷歌曲有沒有露骨內容。評估用MCC,記憶體上限512MB。",
        "explicit",
        "binary",
        "mcc",
        memory=512,
    ),
    # porcelain
    Case(
        "chinese13-porcelain-age",
        PORCELAIN,
        "瓷器断代:宋、元、明、清按先后是有次序的,错一朝和错三朝不能罚得一样,用二次加权kappa。估价和成交价都不许看。",
        "年代",
        "ordinal",
        "cohen_kappa_quadratic",
        without="估价 成交价",
        levels="宋 元 明 清",
    ),
    Case(
        "chinese13-porcelain-fake",
        PORCELAIN,
        "鉴定真伪。赝品算正类,看F1。成交价是事后的,去掉。",
        "真伪",
        "binary",
        "f1",
        without="成交价",
        positive="赝品",
    ),
    Case(
        "chinese13-porcelain-price",
        PORCELAIN,
        "落槌前预测成交价,平均百分比误差(MAPE)。拍卖行给的估价可以用;品相报告常常来不及出,品相就不要用了。",
        "成交价",
        "regression",
        "mape",
        without="品相",
    ),
    Case(
        "chinese13-porcelain-find",
        PORCELAIN,
        "观众输入一段文字描述,系统把对应的那张正面照找出来,评价指标MRR。",
        "正面照",
        "retrieval",
        "mrr",
    ),
    Case(
        "chinese13-porcelain-state",
        PORCELAIN,
        "品相分四等,残<一般<良好<完好,给每件器物定等。只能看正面照和器底照两张图。",
        "品相",
        "ordinal",
        "",
        only="正面照 器底照",
        levels="残 一般 良好 完好",
    ),
    # food delivery
    Case(
        "chinese13-delivery-minutes",
        DELIVERY,
        "app 上要显示送餐得多少分钟,误差用MAE,接口50ms内要返回。小费和投诉不用管。",
        "delivery_minutes",
        "regression",
        "mae",
        latency=50,
    ),
    Case(
        "chinese13-delivery-late",
        DELIVERY,
        "想知张外賣單會唔會遲到,要畀個概率,用Brier score計。車手評分唔准用,怕唔公平。",
        "late",
        "binary",
        "brier",
        without="rider_rating",
    ),
    Case(
        "chinese13-delivery-tip",
        DELIVERY,
        "骑手问我最多的就是:这单能拿多少小费。帮忙预测一下,R2。经纬度就不要了,别搞成看地段下菜碟。",
        "tip",
        "regression",
        "r2",
        without="restaurant_lat restaurant_lon",
    ),
    Case(
        "chinese13-delivery-complaint",
        DELIVERY,
        "顾客会投诉什么(没投诉也算一类)?加权F1。不是预测超不超时,那个已经有人做了。",
        "complaint_type",
        "multiclass",
        "f1_weighted",
    ),
    Case(
        "chinese13-delivery-prep",
        DELIVERY,
        "后厨出餐要几分钟,注意不是送餐时长。这时候还没派单,骑手的评分和车型都不知道,不能进模型。RMSE",
        "prep_minutes",
        "regression",
        "rmse",
        without="rider_rating rider_vehicle",
    ),
    # batteries
    Case(
        "chinese13-battery-cycles",
        BATTERY,
        "预测电芯到寿命终止的循环次数,MAPE。soh 是寿命测试里一起测的,会泄露,排除。",
        "cycles_to_eol",
        "regression",
        "mape",
        without="soh",
    ),
    Case(
        "chinese13-battery-faults",
        BATTERY,
        "鼓包、漏液、过热三样要一次都判出来,三样可能同时有,宏F1。等级是人看完这些才评的,grade不要当输入。",
        "swelling leakage overheating",
        "multilabel",
        "f1_macro",
        without="grade",
    ),
    Case(
        "chinese13-battery-grade",
        BATTERY,
        "电芯分档,D最差、A最好,中间C、B,按顺序来。quadratic weighted kappa。供应商不能参与。",
        "grade",
        "ordinal",
        "cohen_kappa_quadratic",
        without="supplier",
        levels="D C B A",
    ),
    Case(
        "chinese13-battery-chemistry",
        BATTERY,
        "回收线上來的電池標籤都爛了,僅用電壓曲線判斷是哪種化學體系,要log loss。跑在單片機上,參數最多20萬。",
        "chemistry",
        "multiclass",
        "log_loss",
        only="voltage_curve",
        params=200_000,
    ),
    Case(
        "chinese13-battery-two",
        BATTERY,
        "毕设题目:同时回归内阻和SOH两个量,R2。阻抗谱可以用,循环寿命(cycles_to_eol)不能用,那是以后的事。",
        "internal_resistance soh",
        "multitarget",
        "r2",
        without="cycles_to_eol",
    ),
)

_UNCLEAR = (
    Case(
        "chinese13-pond-nitrogen",
        POND,
        "水质里那个含氮的指标帮我预测一下,MAE。",
        "",
        "",
        "mae",
        ask="氨氮 亚硝酸盐",
    ),
    Case(
        "chinese13-music-popular",
        MUSIC,
        "新歌上线后听众买不买账,给我预测个数出来。",
        "",
        "",
        "",
        ask="plays skip_rate",
    ),
    Case(
        "chinese13-porcelain-worth",
        PORCELAIN,
        "爷爷留下来的瓶子值多少钱?做个模型预测价格,RMSE。",
        "",
        "",
        "rmse",
        ask="估价 成交价",
    ),
    Case(
        "chinese13-battery-durable",
        BATTERY,
        "想预测电池的寿命状况,出一个数字就行,误差用MAE。",
        "",
        "",
        "mae",
        ask="cycles_to_eol soh",
    ),
)


APART = {"chinese13-music-popular"}
"""Guessed: held to nothing."""
SEEN = tuple(c for c in _SEEN if c.name not in APART)
UNCLEAR = tuple(c for c in _UNCLEAR if c.name not in APART)

KNOWN = {
    "chinese13-hotel-spend": "refused",
}
"""What is misread, by its fields."""
