"""Twenty more, kept unread while the reader was mended for those: 17 of 20 right at the
first reading, 1 refused without need, none with another target. (A memory in bytes was
put right before that.)
"""

from statement_suite import Case

CX = (
    "案件号 id; 损伤照片 image; 报案录音 audio; 事故描述 text; 车型 category =轿车,SUV,货车; 车龄 integer 0..20; 驾龄 integer "
    "0..50; 性别 category =男,女; 报案日期 date; 查勘员 category =小赵,小钱,小孙; 出险次数 integer 0..12; -赔付金额 number "
    "0..500000; -维修天数 integer 0..90; -是否骗保 boolean; -损伤部位 category =前杠|大灯,前杠,车门|后杠,车门,后杠; -责任 category "
    "=无责,次责,主责,全责"
)
GF = (
    "电站号 id; 组件热像 image; 辐照曲线 series; 巡检记录 text; 逆变器 category =华为,阳光,锦浪; 装机kW number 5..5000; 倾角 number "
    "0..60; 投运日期 date; 地区 category =青海,江苏,云南; 气温 number 0..45; 积灰程度 category =轻,中,重; 今日发电量 number "
    "0..30000; 明日发电量 number 0..30000; 有无热斑 boolean; 清洗后提升率 number 0..30"
)
KJ = (
    "kaohao id; yanzou audio; 现场照 image; pingyu text; 乐器 category =古筝,二胡,琵琶; 报考级别 integer 1..10; 学琴年数 "
    "number 0..20; 考官 category =赵老师,钱老师; 考点 category =北京,西安; 考试日期 date; -总分 number 0..100; -音准分 number "
    "0..30; -节奏分 number 0..30; -是否通过 boolean; -等第 category =优秀,良好,合格,不合格"
)
TC = (
    "xuehao id; 体态照片 image; 跑步心率 series; 老师评语 text; 年级 category =初一,初二,初三; 性别 category =男,女; shengao_cm "
    "number 120..200; tizhong_kg number 25..120; 肺活量 integer 800..7000; 班主任 category =周老师,吴老师; 是否近视 "
    "boolean; 体测日期 date; -跑1000米秒 number 180..500; -跳远cm number 80..300; -受伤风险 boolean"
)
YC = (
    "池号 id; 水面照片 image; 增氧机声音 audio; 溶氧曲线 series; 日志 text; 品种 category =对虾,草鱼,鲈鱼; 水深m number 0..5; 水温 "
    "number 0..40; ph number 4..10; 投料kg number 0..500; 养殖户 category =老李,老黄; 记录日期 date; 氨氮 number 0..5; "
    "浮头 boolean; 病害 category =白斑,烂鳃,肠炎,无; 产量kg number 0..20000; 规格 category =小,中,大"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z22-cx-fraud",
        CX,
        "这个案子是不是骗保？看AUC。性别不许用，合规有要求。",
        target="是否骗保",
        kind="binary",
        metric="roc_auc",
        without="性别",
    ),
    Case(
        "z22-cx-parts",
        CX,
        "车上哪些部位有损伤？一辆车可能伤好几处，只看损伤照片",
        target="损伤部位",
        kind="multilabel",
        only="损伤照片",
    ),
    Case(
        "z22-cx-pay",
        CX,
        "预测赔付金额，偶尔错一大笔比老是错一点点更要命，查勘员是谁不要进模型",
        target="赔付金额",
        kind="regression",
        metric="rmse mse",
        without="查勘员",
    ),
    Case(
        "z22-cx-duty",
        CX,
        "责任怎么定：无责<次责<主责<全责，当有序的处理，报案录音就算了，不用",
        target="责任",
        kind="ordinal",
        without="报案录音",
        levels="无责 次责 主责 全责",
    ),
    Case(
        "z22-gf-next",
        GF,
        "明天能发多少度电？平均绝对误差。有没有热斑、清洗后提升率都别用",
        target="明日发电量",
        kind="regression",
        metric="mae",
        without="有无热斑 清洗后提升率",
    ),
    Case(
        "z22-gf-spot",
        GF,
        "组件有没有热斑，光看热像图，其他列都不用，参数量50万以下，推理30毫秒以内",
        target="有无热斑",
        kind="binary",
        only="组件热像",
        params=500000,
        latency=30,
    ),
    Case(
        "z22-gf-dust",
        GF,
        "积灰到什么程度了？轻<中<重三个等级，今日发电量和明日发电量都不准用",
        target="积灰程度",
        kind="ordinal",
        without="今日发电量 明日发电量",
        levels="轻 中 重",
    ),
    Case(
        "z22-kj-two",
        KJ,
        "音准分、节奏分一块儿预测，一个模型搞定，MAE，评语不用",
        target="音准分 节奏分",
        kind="multitarget",
        metric="mae",
        without="pingyu",
    ),
    Case(
        "z22-kj-pass",
        KJ,
        "考生能通过吗？用F1，考官和考点都不能进模型，不公平",
        target="是否通过",
        kind="binary",
        metric="f1",
        without="考官 考点",
    ),
    Case(
        "z22-kj-grade",
        KJ,
        "等第从低到高是不合格、合格、良好、优秀，请只听演奏录音来判",
        target="等第",
        kind="ordinal",
        only="yanzou",
        levels="不合格 合格 良好 优秀",
    ),
    Case(
        "z22-kj-total",
        KJ,
        "只要总分，不用管音准和节奏那两个分。看能解释多少方差（R方），现场照去掉",
        target="总分",
        kind="regression",
        metric="r2",
        without="现场照",
    ),
    Case(
        "z22-tc-jump",
        TC,
        "跳远能跳多少厘米，均方根误差，不许用性别和班主任",
        target="跳远cm",
        kind="regression",
        metric="rmse",
        without="性别 班主任",
    ),
    Case(
        "z22-tc-hurt",
        TC,
        "找出有受伤风险的学生，宁可多提醒，一个都不能漏，是否近视没关系，这列删掉",
        target="受伤风险",
        kind="binary",
        metric="recall f2",
        without="是否近视",
    ),
    Case(
        "z22-tc-run",
        TC,
        "一千米跑多少秒？要20%、50%、80%三个分位数，照片不要",
        target="跑1000米秒",
        kind="regression",
        metric="pinball",
        without="体态照片",
        quantiles=(0.2, 0.5, 0.8),
    ),
    Case(
        "z22-yc-float",
        YC,
        "我家养了三十多口塘，夜里最怕鱼缺氧。想提前知道会不会浮头：漏报一次整池鱼就没了，误报顶多白跑一趟。产量和规格要到出塘才知道，不能用",
        target="浮头",
        kind="binary",
        metric="recall f2",
        without="产量kg 规格",
    ),
    Case(
        "z22-yc-ill",
        YC,
        "得的是哪种病害，只能用日志和水面照片，各类召回率的平均",
        target="病害",
        kind="multiclass",
        metric="recall_macro balanced_accuracy",
        only="日志 水面照片",
    ),
    Case(
        "z22-yc-yield",
        YC,
        "产量有多少公斤，误差按百分比来算，不用规格，养殖户的名字也不用",
        target="产量kg",
        kind="regression",
        metric="mape smape wape",
        without="规格 养殖户",
    ),
    Case(
        "z22-yc-size",
        YC,
        "规格：小<中<大。别用产量，别用声音，运行内存不超过512 MiB",
        target="规格",
        kind="ordinal",
        without="产量kg 增氧机声音",
        memory=512,
        levels="小 中 大",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z22-gf-ask",
        GF,
        "估一下电站的发电量，MAE，不用巡检记录",
        ask="今日发电量 明日发电量",
    ),
    Case(
        "z22-tc-ask",
        TC,
        "预测学生的体测成绩，平均绝对误差",
        ask="跑1000米秒 跳远cm",
    ),
)
