"""Twenty statements of other domains, by the same writer after the mending for the
first. Read once: 17 of 20 right, 1 unclear one guessed, which stands apart.
"""

from statement_suite import Case

HOTEL = (
    "订单号 id; 房间照片 image; 客人备注 text; 住后点评 text; 房型 category =单人间,双人间,套房; 提前天数 integer 0..400; 入住晚数 "
    "integer 1..30; 渠道 category =官网,携程,电话; 下单日期 date; 房价 number 100..5000; 是否取消 boolean; 取消手续费 number "
    "0..900; 满意度 integer 1..5; 迷你吧消费 number 0..300; 账单合计 number 100..50000"
)
CLAIM = (
    "报案号 id; 车损照片 image; 报案录音 audio; 事故描述 text; 车型 category =轿车,越野,货车; 驾驶员年龄 integer 18..90; 驾驶员性别 "
    "category =男,女; 保费 number 500..9000; 查勘员 category =孙,周,吴; -维修费用 number 0..90000; -是否全损 boolean; "
    "-是否骗保 boolean; -损伤程度 category =无,轻微,中等,严重; -结案天数 integer 0..300; -受损部件 category "
    "=车门|引擎盖,车门,引擎盖,保险杠|车灯,车灯"
)
FARM = (
    "地块 id; 航拍图 image; 光谱 vector; 气象记录 series; 农户备注 text; 作物 category =小麦,玉米,甜菜; 纬度 latitude; 经度 "
    "longitude; 施肥量 number 0..300; 播种日期 date; -亩产 number 0..1500; -全氮 number 0..5; -有效磷 number 0..90; "
    "-酸碱度 number 4..9; -旱情 category =无旱,轻旱,中旱,重旱; -有无杂草 boolean"
)
GAME = (
    "玩家号 id; 录像 video; 聊天记录 text; 点击序列 series; 平台 category =手机,电脑,主机; 地区 category =华东,华南,华北; 等级 integer "
    "1..99; 累计充值 number 0..20000; 注册日期 date; 下月充值 number 0..9000; 下月是否流失 boolean; 是否外挂 boolean; 段位 "
    "category =青铜,白银,黄金,铂金; 日均时长 number 0..24; 胜场数 integer 0..500"
)
PIPE = (
    "管段号 id; 听音录音 audio; 管内视频 video; 压力曲线 series; 巡检备注 text; 材质 category =铸铁,塑料,陶土; 管径 integer 50..1200; "
    "敷设年份 integer 1950..2022; 片区 category =东区,西区,南区; -是否漏水 boolean; -漏损量 number 0..500; -使用年限 number "
    "0..80; -是否爆管 boolean; -缺陷类型 category =树根,裂缝,错位,无"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z19-hotel-cancel",
        HOTEL,
        "我开了家小酒店，想提前知道哪些订单会被取消。手续费、点评、满意度、迷你吧和账单都是之后才有的，不要用。F1。",
        target="是否取消",
        kind="binary",
        metric="f1",
        without="取消手续费 住后点评 满意度 迷你吧消费 账单合计",
    ),
    Case(
        "z19-hotel-price",
        HOTEL,
        "房价预测，MAPE，账单合计和手续费别用",
        target="房价",
        kind="regression",
        metric="mape",
        without="账单合计 取消手续费",
    ),
    Case(
        "z19-hotel-nights",
        HOTEL,
        "客人会住几晚？平均绝对误差，不看渠道",
        target="入住晚数",
        kind="regression",
        metric="mae",
        without="渠道",
    ),
    Case(
        "z19-hotel-score",
        HOTEL,
        "根据点评文字判断满意度打几星，只准用点评",
        target="满意度",
        kind="ordinal",
        only="住后点评",
    ),
    Case(
        "z19-claim-cost",
        CLAIM,
        "修车要花多少钱？RMSE。司机的性别和年龄不得影响结果。",
        target="维修费用",
        kind="regression",
        metric="rmse",
        without="驾驶员性别 驾驶员年龄",
    ),
    Case(
        "z19-claim-fraud",
        CLAIM,
        "找出骗保的案件，很少见，不到百分之一，看PR曲线下面积，查勘员不要作为特征",
        target="是否骗保",
        kind="binary",
        metric="average_precision",
        without="查勘员",
    ),
    Case(
        "z19-claim-grade",
        CLAIM,
        "看照片判断损伤程度，无<轻微<中等<严重，除了照片别的都不用，内存64MB以内",
        target="损伤程度",
        kind="ordinal",
        only="车损照片",
        memory=64,
        levels="无 轻微 中等 严重",
    ),
    Case(
        "z19-claim-parts",
        CLAIM,
        "车上哪些部件坏了？可能不止一个，录音不用，微平均F1",
        target="受损部件",
        kind="multilabel",
        metric="f1_micro",
        without="报案录音",
        separator="|",
    ),
    Case(
        "z19-claim-days",
        CLAIM,
        "多少天能结案，中位绝对误差，保费去掉",
        target="结案天数",
        kind="regression",
        metric="median_ae",
        without="保费",
    ),
    Case(
        "z19-farm-yield",
        FARM,
        "估算亩产，决定系数，农户备注太乱就不要了",
        target="亩产",
        kind="regression",
        metric="r2",
        without="农户备注",
    ),
    Case(
        "z19-farm-npk",
        FARM,
        "用光谱同时预测全氮、有效磷和酸碱度，其他列都不要",
        target="全氮 有效磷 酸碱度",
        kind="multitarget",
        only="光谱",
    ),
    Case(
        "z19-farm-weed",
        FARM,
        "地里有没有杂草，只看航拍图，准确率，50毫秒以内",
        target="有无杂草",
        kind="binary",
        metric="accuracy",
        only="航拍图",
        latency=50,
    ),
    Case(
        "z19-game-quit",
        GAME,
        "下个月谁会不玩了？对数损失，下月充值肯定不能用，聊天记录涉及隐私也不要",
        target="下月是否流失",
        kind="binary",
        metric="log_loss",
        without="下月充值 聊天记录",
    ),
    Case(
        "z19-game-pay",
        GAME,
        "预测玩家下个月充多少钱，累计充值可以用，是否流失不可以用，rmsle",
        target="下月充值",
        kind="regression",
        metric="rmsle",
        without="下月是否流失",
    ),
    Case(
        "z19-game-tier",
        GAME,
        "玩家属于哪个段位，从青铜到铂金有高低之分，二次加权kappa，胜场数排除",
        target="段位",
        kind="ordinal",
        metric="cohen_kappa_quadratic",
        without="胜场数",
        levels="青铜 白银 黄金 铂金",
    ),
    Case(
        "z19-pipe-leak",
        PIPE,
        "判断管子漏不漏水，宁可白挖也不能漏掉一处，巡检备注不许用",
        target="是否漏水",
        kind="binary",
        metric="recall f2",
        without="巡检备注",
    ),
    Case(
        "z19-pipe-burst",
        PIPE,
        "管子用多少年会爆，没爆的算删失，片区不用",
        target="使用年限 是否爆管",
        kind="survival",
        metric="c_index",
        without="片区",
    ),
    Case(
        "z19-pipe-kind",
        PIPE,
        "有缺陷的话是哪种缺陷？各类同等重要，片区不参与",
        target="缺陷类型",
        kind="multiclass",
        metric="f1_macro balanced_accuracy recall_macro",
        without="片区",
    ),
)
UNCLEAR: tuple[Case, ...] = (
    Case(
        "z19-farm-ask",
        FARM,
        "预测土壤养分含量",
        ask="全氮 有效磷",
    ),
)
