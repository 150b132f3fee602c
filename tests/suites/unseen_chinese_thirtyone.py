"""Twenty more, kept unread while the reader was mended for the sister lists (`_thirty`):
14 of 20 right before and after that, none with another target, none guessed. By a
writer who had not seen the reader: roads of a city, selling live on video, a dairy
farm.
"""

from statement_suite import Case

LM = (
    "路段号 id; 路面照 image; 车载振动 series; 巡查语音 audio; 巡查记录 text; 道路等级 category =主干路,次干路,支路; 日均车流 integer "
    "0..90000; 重车占比 number 0..60; 纬度 latitude; 经度 longitude; 养护班 category =一班,二班,三班; 巡查日期 date; -PCI number "
    "0..100; -平整度IRI number 0..15; -破损 category =坑槽|裂缝,裂缝,车辙,坑槽|车辙; -大修 boolean"
)
ZB = (
    "changci id; fengmian image; kaichang_yin audio; zaixian_quxian series; biaoti text; zhubo category "
    "=阿May,大刘,小鹿; pinlei category =美妆,食品,服饰; fensi_w number 0..3000; pingtai category =抖音,快手,淘宝; "
    "kaibo_sj date; shichang_min integer 20..600; touliu_yuan number 0..500000; -gmv_yuan number "
    "0..9000000; -tuikuan_yuan number 0..3000000; -zhuanhua_lv number 0..30; -baokuan category =爆,不爆"
)
NN = (
    "耳标 id; 侧身照 image; 反刍声 audio; 步数序列 series; 兽医记录 text; 胎次 integer 1..9; 泌乳天数 integer 1..400; 体重kg "
    "number 350..900; 牛舍 category =东舍,西舍; 饲养员 category =老孟,小庄; 记录日 date; 早班奶量 number 0..30; 晚班奶量 number "
    "0..30; 乳房炎 boolean; 发情 boolean; 跛行 category =正常,轻微,严重"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z31-lm-pci",
        LM,
        "预测路段的PCI，决定系数R²，哪个养护班管的不作为输入",
        target="PCI",
        kind="regression",
        metric="r2",
        without="养护班",
    ),
    Case(
        "z31-lm-damage",
        LM,
        "从路面照识别破损种类，坑槽、裂缝、车辙可能同时出现，单元格内以|分隔。微平均F1。别的列都不要。",
        target="破损",
        kind="multilabel",
        metric="f1_micro",
        only="路面照",
        separator="|",
    ),
    Case(
        "z31-lm-overhaul",
        LM,
        "这段路该不该列入大修？经费有限，宁缺毋滥，报上去的必须基本都准。经纬度不要放进去。",
        target="大修",
        kind="binary",
        metric="precision",
        without="纬度 经度",
    ),
    Case(
        "z31-lm-iri",
        LM,
        "求平整度，不要PCI。特征只取车载振动、日均车流、重车占比，均方根误差",
        target="平整度IRI",
        kind="regression",
        metric="rmse",
        only="车载振动 日均车流 重车占比",
    ),
    Case(
        "z31-lm-two",
        LM,
        "PCI和IRI要一次性都预测出来，MAE。巡查语音里风声太大，不用，文字的巡查记录照用。",
        target="PCI 平整度IRI",
        kind="multitarget",
        metric="mae",
        without="巡查语音",
    ),
    Case(
        "z31-lm-range",
        LM,
        "市里要的是PCI的区间：5%分位和95%分位，巡查日期不用",
        target="PCI",
        kind="regression",
        metric="pinball",
        without="巡查日期",
        quantiles=(0.05, 0.95),
    ),
    Case(
        "z31-zb-gmv",
        ZB,
        "这场直播的GMV能做到多少？投流花的钱可以用，主播是谁不可以用。RMSLE",
        target="gmv_yuan",
        kind="regression",
        metric="rmsle",
        without="zhubo",
    ),
    Case(
        "z31-zb-refund",
        ZB,
        "财务想提前知道会有多少退款金额，大额看走眼比小额看走眼严重得多。zaixian_quxian下播才有，不能用。",
        target="tuikuan_yuan",
        kind="regression",
        metric="rmse mse",
        without="zaixian_quxian",
    ),
    Case(
        "z31-zb-hit",
        ZB,
        "开播前判断会不会成爆款，正类取“爆”，F1值。能用的只有fengmian和biaoti。",
        target="baokuan",
        kind="binary",
        metric="f1",
        only="fengmian biaoti",
        positive="爆",
    ),
    Case(
        "z31-zb-conv",
        ZB,
        "转化率预测，平均绝对误差，直播时长不要，平台跟品类必须保留",
        target="zhuanhua_lv",
        kind="regression",
        metric="mae",
        without="shichang_min",
    ),
    Case(
        "z31-zb-two",
        ZB,
        "gmv_yuan、tuikuan_yuan两个数都要，一个模型，R方。内存占用控制在1GB以内，投流金额先别用",
        target="gmv_yuan tuikuan_yuan",
        kind="multitarget",
        metric="r2",
        without="touliu_yuan",
        memory=1024,
    ),
    Case(
        "z31-zb-goods",
        ZB,
        "光听kaichang_yin，能听出卖的是美妆、食品还是服饰吗？准确率，其他输入一律不要",
        target="pinlei",
        kind="multiclass",
        metric="accuracy",
        only="kaichang_yin",
    ),
    Case(
        "z31-nn-mastitis",
        NN,
        "判断奶牛有没有乳房炎，ROC曲线下面积，发情这列别用",
        target="乳房炎",
        kind="binary",
        metric="roc_auc",
        without="发情",
    ),
    Case(
        "z31-nn-heat",
        NN,
        "发情揭发：仅用步数序列和反刍声，项圈里的芯片要求8ms以内、参数10万以内",
        target="发情",
        kind="binary",
        only="步数序列 反刍声",
        params=100000,
        latency=8,
    ),
    Case(
        "z31-nn-lame",
        NN,
        "跛行程度分三档，正常→轻微→严重，逐级加重。兽医记录直接写着结论，不准看；侧身照可以看。",
        target="跛行",
        kind="ordinal",
        without="兽医记录",
        levels="正常 轻微 严重",
    ),
    Case(
        "z31-nn-evening",
        NN,
        "您好，我们合作社有二百多头牛，想估每头牛晚班的产奶量，MAE。早班奶量已经有了，可以用；乳房炎、发情、跛行这三列是事后填的，都不用。",
        target="晚班奶量",
        kind="regression",
        metric="mae",
        without="乳房炎 发情 跛行",
    ),
    Case(
        "z31-nn-both",
        NN,
        "早班、晚班两班的奶量一起出，RMSE，饲养员是谁就不用告诉模型了",
        target="早班奶量 晚班奶量",
        kind="multitarget",
        metric="rmse",
        without="饲养员",
    ),
    Case(
        "z31-nn-flags",
        NN,
        "乳房炎、发情两个是非题同时回答，宏F1，牛舍不作特征",
        target="乳房炎 发情",
        kind="multilabel",
        metric="f1_macro",
        without="牛舍",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z31-zb-ask",
        ZB,
        "预测每场直播的金额，平均绝对误差，标题不用",
        ask="gmv_yuan tuikuan_yuan",
    ),
    Case(
        "z31-nn-ask",
        NN,
        "预测这头牛的奶量，RMSE，不用反刍声",
        ask="早班奶量 晚班奶量",
    ),
)
