"""Thirty statements of ordinary users, written before any rule was read for them. Read
once: 28 of 30 right, none refused, none with another target.
"""

from statement_suite import Case

KD = (
    "运单号 id; 面单照片 image; 客服通话 audio; 备注 text; 品类 category =生鲜,数码,服饰; 始发仓 category =武汉,广州,成都; 重量kg number "
    "0..50; 体积L number 0..300; 距离km integer 1..4000; 是否保价 boolean; 下单日期 date; 快递员 category =小张,小王,小李; "
    "-时效小时 number 1..240; -运费 number 5..500; -是否破损 boolean; -是否拒收 boolean; -异常类型 category =丢件,错分,延误,其他"
)
TEA = (
    "dikuai_id id; wurenji_tu image; tianqi series; nongshi_jilu text; pinzhong category "
    "=longjing,biluochun,maofeng; haiba integer 0..1800; shuling integer 1..60; shifei_kg number 0..300; "
    "caizhai_riqi date; chanliang_jinnian number 0..900; chanliang_mingnian number 0..900; bingchonghai "
    "boolean; dengji category =teji,yiji,erji,sanji; danjia number 10..5000"
)
WW = (
    "藏品号 id; 正面图 image; 底款图 image; 敲击声 audio; 著录 text; 材质 category =瓷,铜,玉,木; 窑口 category =景德镇,龙泉,钧窑; 高cm "
    "number 0..120; 口径cm number 0..80; 入藏方式 category =捐赠,征集,发掘; 入藏日期 date; 展柜 integer 1..60; 朝代 category "
    "=宋,元,明,清; 真伪 category =真品,仿品; 残损程度 category =完好,轻微,严重; 估价万元 number 0..9000"
)
DSP = (
    "vid id; fengmian image; bgm audio; 标题 text; 粉丝数 integer 0..9999999; 发布时段 category =早,中,晚; 时长s "
    "integer 3..600; 是否投流 boolean; 发布日期 date; -播放量 integer 0..9999999; -点赞数 integer 0..999999; -完播率 "
    "number 0..1; -是否违规 boolean; -话题 category =美食|探店,美食,旅行|探店,旅行,萌宠; -评论情绪 category =负面,中性,正面"
)
DT = (
    "梯号 id; 钢丝绳照片 image; 运行声音 audio; 振动 series; 维保记录 text; 品牌 category =三菱,日立,通力; 层站数 integer 2..60; "
    "投用年份 integer 1990..2024; 楼型 category =住宅,商场,医院; 日均次数 integer 0..3000; 维保公司 category =甲公司,乙公司; 检验日期 "
    "date; -困人 boolean; -剩余寿命天 integer 0..4000; -距下次故障天 integer 0..400; -故障部件 category =门机,曳引机,控制柜,限速器; "
    "-平层误差mm number 0..60"
)
CW = (
    "就诊号 id; X光片 image; 叫声 audio; 主诉 text; 物种 category =猫,狗,兔; 月龄 integer 0..240; 体重kg number 0..80; "
    "是否绝育 boolean; 主治医生 category =陈医生,林医生; 体温 number 35..42; 就诊日期 date; 白细胞 number 0..60; 住院天数 integer "
    "0..30; 费用元 number 0..20000; 术后感染 boolean; 病因 category =骨折,异物,炎症,肿瘤; 疼痛评分 integer 0..10"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z21-kd-hours",
        KD,
        "这一单要多少个小时才能送到？平均差几个小时就看这个。是哪个快递员送的别放进去",
        target="时效小时",
        kind="regression",
        metric="mae",
        without="快递员",
    ),
    Case(
        "z21-kd-broken",
        KD,
        "包裹会不会破损？漏掉一单要赔好几百块，多检查一单才几毛钱。客服通话不要用",
        target="是否破损",
        kind="binary",
        metric="recall f2",
        without="客服通话",
    ),
    Case(
        "z21-kd-both",
        KD,
        "运费跟时效一起预测，做成一个模型，RMSE，始发仓不参与",
        target="运费 时效小时",
        kind="multitarget",
        metric="rmse",
        without="始发仓",
    ),
    Case(
        "z21-kd-type",
        KD,
        "异常件是哪种异常？只看面单照片和备注，宏平均F1",
        target="异常类型",
        kind="multiclass",
        metric="f1_macro",
        only="面单照片 备注",
    ),
    Case(
        "z21-tea-next",
        TEA,
        "想预测明年的产量，用R2评价，施肥量这一列不准，不要",
        target="chanliang_mingnian",
        kind="regression",
        metric="r2",
        without="shifei_kg",
    ),
    Case(
        "z21-tea-pest",
        TEA,
        "地块有没有病虫害？输入只有无人机图和天气，没别的了",
        target="bingchonghai",
        kind="binary",
        only="wurenji_tu tianqi",
    ),
    Case(
        "z21-tea-grade",
        TEA,
        "判定茶叶等级，sanji<erji<yiji<teji。单价肯定不能用，今年和明年的产量也都不能用",
        target="dengji",
        kind="ordinal",
        without="danjia chanliang_jinnian chanliang_mingnian",
        levels="sanji erji yiji teji",
    ),
    Case(
        "z21-tea-price",
        TEA,
        "给出单价的10%、50%、90%分位数，海拔去掉，等级也去掉",
        target="danjia",
        kind="regression",
        metric="pinball",
        without="haiba dengji",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "z21-tea-kind",
        TEA,
        "识别是什么品种，光用无人机拍的图，别的都不用，模型要小，80万参数以内",
        target="pinzhong",
        kind="multiclass",
        only="wurenji_tu",
        params=800000,
    ),
    Case(
        "z21-ww-fake",
        WW,
        "帮馆里判断真伪，要把仿品当正类，看F1。估价不能用，那是专家看完才定的",
        target="真伪",
        kind="binary",
        metric="f1",
        without="估价万元",
        positive="仿品",
    ),
    Case(
        "z21-ww-dynasty",
        WW,
        "这件东西是哪个朝代的？做分类。元代的少，但每个朝代同样重要。估价别用，其他都可以",
        target="朝代",
        kind="multiclass",
        metric="f1_macro balanced_accuracy recall_macro",
        without="估价万元",
    ),
    Case(
        "z21-ww-damage",
        WW,
        "残损程度（完好＜轻微＜严重），靠敲击声加正面图来判断，其余列一律不用",
        target="残损程度",
        kind="ordinal",
        only="敲击声 正面图",
        levels="完好 轻微 严重",
    ),
    Case(
        "z21-ww-value",
        WW,
        "估价估多少万，按百分比误差算，入藏方式和展柜别喂进去，真伪可以用",
        target="估价万元",
        kind="regression",
        metric="mape smape wape",
        without="入藏方式 展柜",
    ),
    Case(
        "z21-ww-kiln",
        WW,
        "看底款认窑口，只许用底款图，每件不超过20毫秒",
        target="窑口",
        kind="multiclass",
        only="底款图",
        latency=20,
    ),
    Case(
        "z21-dsp-topic",
        DSP,
        "给视频打上话题，一条视频可以有好几个话题；用封面、标题和bgm，别的都不要",
        target="话题",
        kind="multilabel",
        only="fengmian 标题 bgm",
    ),
    Case(
        "z21-dsp-audit",
        DSP,
        "审核用的：找出违规视频。冤枉了正常博主我们会被骂惨，所以没有十足把握就别判违规。",
        target="是否违规",
        kind="binary",
        metric="precision f0_5 f05 f0.5",
    ),
    Case(
        "z21-dsp-finish",
        DSP,
        "完播率能到多少？粉丝数、有没有投流这两个不要考虑",
        target="完播率",
        kind="regression",
        without="粉丝数 是否投流",
    ),
    Case(
        "z21-dsp-mood",
        DSP,
        "预侧评论区的情绪，有顺序：负面<中性<正面，标题文字不用",
        target="评论情绪",
        kind="ordinal",
        without="标题",
        levels="负面 中性 正面",
    ),
    Case(
        "z21-dt-life",
        DT,
        "电梯剩余寿命还有几天？偶尔错得离谱比经常错一点点严重得多，大误差要重罚。维保公司这列别用。",
        target="剩余寿命天",
        kind="regression",
        metric="rmse mse",
        without="维保公司",
    ),
    Case(
        "z21-dt-trap",
        DT,
        "哪些电梯会困人？我们维保队一共就六个师傅，管着三百多台梯，人手不够，按风险从高到低排个序，最危险的排最前面",
        target="困人",
        kind="binary",
        metric="roc_auc average_precision",
    ),
    Case(
        "z21-dt-part",
        DT,
        "哪个部件出的故障，只用运行声音和振动，准确率",
        target="故障部件",
        kind="multiclass",
        metric="accuracy",
        only="运行声音 振动",
    ),
    Case(
        "z21-dt-level",
        DT,
        "平层误差有多少毫米，用MAE，不要振动，也不要声音",
        target="平层误差mm",
        kind="regression",
        metric="mae",
        without="振动 运行声音",
    ),
    Case(
        "z21-cw-infect",
        CW,
        "术后会不会感染，看召回率，住院天数和费用都是后面才知道的，不能当输入",
        target="术后感染",
        kind="binary",
        metric="recall",
        without="住院天数 费用元",
    ),
    Case(
        "z21-cw-cause",
        CW,
        "病因是骨折、异物、炎症还是肿瘤？模型只能看片子和主诉",
        target="病因",
        kind="multiclass",
        only="X光片 主诉",
    ),
    Case(
        "z21-cw-days",
        CW,
        "大概要住院几天？平均绝对误差。费用就不要给模型了，有没有感染也不要给",
        target="住院天数",
        kind="regression",
        metric="mae",
        without="费用元 术后感染",
    ),
    Case(
        "z21-cw-pain",
        CW,
        "疼痛评分是多少，按有序分类做，不看是哪个医生，也不看体温",
        target="疼痛评分",
        kind="ordinal",
        without="主治医生 体温",
    ),
    Case(
        "z21-cw-cost",
        CW,
        "我不要预测住院天数，我要的是费用，RMSE，住院天数也别当特征",
        target="费用元",
        kind="regression",
        metric="rmse",
        without="住院天数",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z21-kd-ask",
        KD,
        "判断一下这单会不会出问题，AUC",
        ask="是否破损 是否拒收",
    ),
    Case(
        "z21-dsp-ask",
        DSP,
        "预测一条视频的热度有多高，MAE",
        ask="播放量 点赞数",
    ),
    Case(
        "z21-dt-ask",
        DT,
        "想知道这台电梯还能正常跑多少天，RMSE，不用照片",
        ask="剩余寿命天 距下次故障天",
    ),
)
