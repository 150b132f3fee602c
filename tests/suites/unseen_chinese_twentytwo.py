"""Eighteen statements by somebody who had not seen the reader's rules.
Read once, before the mending: 12 of 18 right (10 of 16 clear ones), 1 with one of
two targets; mended since.
"""

from statement_suite import Case

TEETH = (
    "就诊号 id; 全景片 image; 口内照 image; 主诉 text; 医生备注 text; 诊室 category =一室,二室,三室; 年龄 integer 3..95; "
    "是否吸烟 boolean; 就诊日期 date; -是否需拔牙 boolean; -牙周分级 category =中度,健康,重度,轻度; -龋齿数 integer 0..20; "
    "-种植体存活天数 number 1..4000; -种植体脱落 boolean"
)
PARCEL = (
    "运单号 id; 包裹照片 image; 轨迹曲线 series; 客服留言 text; 网点 category =城东,城西,城南; 快递员 category =甲,乙,丙; "
    "重量kg number 0..50; 距离km number 1..3000; 是否生鲜 boolean; 揽收日期 date; -是否破损 boolean; -送达小时 number 1..300; "
    "-签收评分 integer 1..5; -赔付元 number 0..5000"
)
PORCELAIN = (
    "编号 id; 正面照 image; 底款照 image; 描述 text; 窑口 category =景德镇,龙泉,德化; 鉴定师 category =老王,老李; 高cm number 2..90; "
    "口径cm number 1..60; 入藏日期 date; -年代 category =明,宋,清,元; -是否真品 boolean; -估价元 number 100..9000000; "
    "-成交价元 number 100..9000000; -纹饰 category =龙纹|云纹,龙纹,云纹,花卉|云纹,花卉"
)
CHARGER = (
    "桩号 id; 电流曲线 series; 电压曲线 series; 现场照片 image; 运维记录 text; 区域 category =东区,西区,北区; 厂家 category =A厂,B厂,C厂; "
    "功率kw number 3..350; 投运日期 date; -明日充电量kwh number 0..3000; -明日订单数 integer 0..200; -七天内故障 boolean; "
    "-故障类型 category =枪头,主板,网络,无; -温度最大值 number 10..120"
)
HERB = (
    "sample_id id; slice_img image; nir_spec series; desc_text text; origin category =anhui,gansu,sichuan; batch category =b1,b2,b3; "
    "moisture number 0..30; weight_g number 1..500; test_date date; -species category =huangqi,danggui,gancao; "
    "-grade category =t1,t2,t3; -content_pct number 0..15; -is_fake boolean; -so2_ppm number 0..900"
)
METRO = (
    "站点号 id; 站内视频 video; 客流曲线 series; 公告文本 text; 线路 category =一号线,二号线,十号线; 出入口数 integer 1..12; 气温 number -15..42; "
    "是否节假日 boolean; 日期 date; -早高峰进站人数 integer 0..60000; -晚高峰进站人数 integer 0..60000; -是否限流 boolean; "
    "-电梯报修次数 integer 0..20"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z15-teeth-pull",
        TEETH,
        "判断要不要拔牙，用F1，医生备注是事后写的，不能用",
        "是否需拔牙",
        "binary",
        "f1",
        without="医生备注",
    ),
    Case(
        "z15-teeth-grade",
        TEETH,
        "给牙周情况分个级：健康、轻度、中度、重度，由轻到重，差一级没关系，差两三级就麻烦了。诊室别放进去。",
        "牙周分级",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="诊室",
        levels="健康 轻度 中度 重度",
    ),
    Case(
        "z15-teeth-implant",
        TEETH,
        "种植体能用多久？有的到现在还没脱落，那就只知道观察了多少天。只用全景片、年龄和是否吸烟这三列。",
        "种植体存活天数 种植体脱落",
        "survival",
        only="全景片 年龄 是否吸烟",
    ),
    Case(
        "z15-teeth-caries",
        TEETH,
        "数一数每个人有几颗龋齿，平均绝对误差，单条推理不超过10毫秒",
        "龋齿数",
        "regression",
        "mae",
        latency=10,
    ),
    Case(
        "z15-parcel-damage",
        PARCEL,
        "包裹会不会破损？破损的只有百分之一左右，漏掉一个要赔钱，多报几个无所谓。快递员和网点都不许用，免得说我们针对谁。",
        "是否破损",
        "binary",
        "recall f2 average_precision balanced_accuracy",
        without="快递员 网点",
    ),
    Case(
        "z15-parcel-hours",
        PARCEL,
        "预测多少小时能送到，要给出10%、50%、90%三个分位数",
        "送达小时",
        "regression",
        "pinball",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "z15-parcel-stars",
        PARCEL,
        "签收评分1到5分，是有顺序的，用二次加权kappa评，模型不超过30万参数，客服留言不要",
        "签收评分",
        "ordinal",
        "cohen_kappa_quadratic",
        without="客服留言",
        params=300_000,
    ),
    Case(
        "z15-parcel-pay",
        PARCEL,
        "估一下每单要赔多少钱，RMSE。按时间切分，用早的训练晚的测试。除了轨迹曲线其他都可以用。",
        "赔付元",
        "regression",
        "rmse",
        without="轨迹曲线",
    ),
    Case(
        "z15-china-age",
        PORCELAIN,
        "断代：宋、元、明、清，先后有序，错得越远越糟。鉴定师是谁不能影响结果。",
        "年代",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="鉴定师",
        levels="宋 元 明 清",
    ),
    Case(
        "z15-china-real",
        PORCELAIN,
        "看是不是真品，把假的当成真的买进来损失最大，所以说真就必须真",
        "是否真品",
        "binary",
        "precision average_precision",
    ),
    Case(
        "z15-china-pattern",
        PORCELAIN,
        "识别器物上的纹饰，一件上可能同时有几种，用竖线隔开，只看正面照",
        "纹饰",
        "multilabel",
        only="正面照",
        separator="|",
    ),
    Case(
        "z15-charge-tomorrow",
        CHARGER,
        "明天的充电量和订单数一起预测，一个模型，MAE，厂家不用",
        "明日充电量kwh 明日订单数",
        "multitarget",
        "mae",
        without="厂家",
    ),
    Case(
        "z15-charge-fault",
        CHARGER,
        "我们运维人手紧，想提前一周知道哪些桩会坏，好安排人去修。看AUC就行。运维记录里经常直接写了坏没坏，千万别让模型看到；"
        "现场照片虽然糊，但还是留着。",
        "七天内故障",
        "binary",
        "roc_auc",
        without="运维记录",
    ),
    Case(
        "z15-herb-species",
        HERB,
        "看切片图和近红外光谱判断是哪种药材，三种一样重要，宏平均F1，batch别用",
        "species",
        "multiclass",
        "f1_macro",
        without="batch",
    ),
    Case(
        "z15-herb-content",
        HERB,
        "有效成分含量是多少个百分点，R方，产地和水分不参与",
        "content_pct",
        "regression",
        "r2",
        without="origin moisture",
    ),
    Case(
        "z15-metro-limit",
        METRO,
        "预测今天这个站会不会限流，准确率，训练时内存别超过2GB",
        "是否限流",
        "binary",
        "accuracy",
        memory=2048,
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z15-china-money",
        PORCELAIN,
        "这件瓷器值多少钱？看照片和描述，MAE",
        ask="估价元 成交价元",
    ),
    Case(
        "z15-metro-people",
        METRO,
        "预测每个站高峰进站人数，均方根误差，不用视频",
        ask="早高峰进站人数 晚高峰进站人数",
    ),
)
