"""Thirty statements, read once before anything was mended for them: 24 of 30 right, none
refused without need, 1 with another target. One expectation was corrected: a model's
file of 10 MB holds so many parameters here, as in the other lists. By a writer who had
not seen the reader: a clinic of Chinese medicine, tea shops, lifts, a museum's stores,
tasting of tea.
"""

from statement_suite import Case

SZ = (
    "病历号 id; 舌象 image; 脉搏波 series; 问诊录音 audio; 主诉 text; 年龄 integer 3..95; 性别 category =男,女; 体温 number "
    "35..41; 睡眠小时 number 2..12; 接诊医师 category =陈医师,孙医师; 就诊日期 date; -证型 category =气虚,血瘀,湿热,阴虚; -虚实 "
    "category =虚证,实证; -疗程天数 integer 3..120; -复诊 boolean; -兼症 category =失眠|头痛,头痛,便秘,失眠|便秘"
)
NC = (
    "记录号 id; 门头照 image; 客流曲线 series; 当日评论 text; 城市 category =长沙,杭州,成都; 店长 category =小吴,小郑,小冯; 气温 "
    "number -5..42; 天气 category =晴,雨,阴; 周几 integer 1..7; 日期 date; 促销力度 category =无,小,大; 线上销量 integer "
    "0..2000; 线下销量 integer 0..2000; 差评数 integer 0..50; 明日断货 boolean; 店铺星级 integer 1..5"
)
DT = (
    "elev_no id; jixiang_img image; run_audio audio; zhendong series; weibao_note text; pinpai category "
    "=三菱,通力,日立; louceng integer 2..60; shiyong_nian integer 0..35; ri_kaimen integer 0..3000; changsuo "
    "category =住宅,商场,医院; weibao_ban category =甲班,乙班; jiancha_ri date; -guzhang_30d boolean; -guzhang_lx "
    "category =门机,曳引机,控制柜,无; -tingti_h number 0..200; -weixiu_yuan number 0..80000"
)
CP = (
    "藏品号 id; 正面照 image; 底款照 image; 著录 text; 材质 category =瓷,铜,玉,漆; 高cm number 1..200; 口径cm number 1..120; "
    "重g number 10..90000; 来源 category =捐赠,征集,发掘; 库房 category =甲库,乙库; 入藏日期 date; -朝代 category =宋,元,明,清; "
    "-参考价 number 0..9000000; -投保额 number 0..9000000; -完残程度 category =完整,微残,残缺; -伤况 category "
    "=冲线、磕口,冲线,缺釉,磕口、缺釉"
)
CY = (
    "样号 id; 干茶照 image; 汤色照 image; 近红外 vector; 评语 text; 产地 category =安溪,武夷,凤凰; 品种 category "
    "=铁观音,肉桂,单丛; 海拔m number 100..1800; 采摘日 date; 审评师 category =老郭,老詹; 含水率 number 2..12; -香气分 number "
    "60..100; -滋味分 number 60..100; -等级 category =三级,二级,一级,特级; -陈茶 boolean; -茶多酚 number 5..40"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z30-sz-type",
        SZ,
        "只给它舌象和脉搏波，判断病人是气虚、血瘀、湿热还是阴虚，指标用宏平均F1",
        target="证型",
        kind="multiclass",
        metric="f1_macro",
        only="舌象 脉搏波",
    ),
    Case(
        "z30-sz-xushi",
        SZ,
        "分清虚证还是实证，以“实证”为正类，看平均精确率AP。接诊医师别放进来，不然模型学的是认大夫。",
        target="虚实",
        kind="binary",
        metric="average_precision",
        without="接诊医师",
        positive="实证",
    ),
    Case(
        "z30-sz-also",
        SZ,
        "病人还带哪些兼症？往往不止一个，单元格里用竖线|分开。问诊录音涉及隐私，不得使用。评价用Jaccard。",
        target="兼症",
        kind="multilabel",
        metric="jaccard",
        without="问诊录音",
        separator="|",
    ),
    Case(
        "z30-sz-course",
        SZ,
        "疗程大概要几天？请给出10%、50%、90%三个分位数。体温那支枪不准，体温列剔除。",
        target="疗程天数",
        kind="regression",
        metric="pinball",
        without="体温",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "z30-sz-return",
        SZ,
        "患者以后还来不来复诊？用准确率评。睡眠小时虽然缺得多，也得留着当输入。",
        target="复诊",
        kind="binary",
        metric="accuracy",
    ),
    Case(
        "z30-nc-stock",
        NC,
        "明天会不会断货？多备点料没什么，没料卖可是要被总部罚的，所以漏报绝对不行。店长这一列不要。",
        target="明日断货",
        kind="binary",
        metric="recall f2",
        without="店长",
    ),
    Case(
        "z30-nc-offline",
        NC,
        "线下能卖出去多少杯？线上销量可以当输入，差评数要打烊后才统计，不可以。按MAPE评。",
        target="线下销量",
        kind="regression",
        metric="mape",
        without="差评数",
    ),
    Case(
        "z30-nc-two",
        NC,
        "线上销量、线下销量两个一起预测，RMSE，客流曲线和当日评论不参与建模",
        target="线上销量 线下销量",
        kind="multitarget",
        metric="rmse",
        without="客流曲线 当日评论",
    ),
    Case(
        "z30-nc-stars",
        NC,
        "店铺星级从1到5，越大越好，按有序等级来学。输入只允许门头照、当日评论。",
        target="店铺星级",
        kind="ordinal",
        only="门头照 当日评论",
        levels="1 2 3 4 5",
    ),
    Case(
        "z30-nc-bad",
        NC,
        "老板让我搞个模型，预测一天要收到几条差评，错得越离谱罚得越重。明日断货、店铺星级都先不用，客流曲线务必保留。",
        target="差评数",
        kind="regression",
        metric="rmse mse",
        without="明日断货 店铺星级",
    ),
    Case(
        "z30-dt-month",
        DT,
        "电梯30天内会不会出故障，AUC。边缘盒子的内存上限512MB，单次推理不超过20毫秒，维保记录不给用。",
        target="guzhang_30d",
        kind="binary",
        metric="roc_auc",
        without="weibao_note",
        latency=20,
        memory=512,
    ),
    Case(
        "z30-dt-type",
        DT,
        "故障类型是门机、曳引机、控制柜还是无？除run_audio和zhendong以外什么都不要用，看马修斯相关系数",
        target="guzhang_lx",
        kind="multiclass",
        metric="mcc",
        only="run_audio zhendong",
    ),
    Case(
        "z30-dt-hours",
        DT,
        "停梯多少小时，用绝对误差的中位数来评，jixiang_img拍得太糊，不看它",
        target="tingti_h",
        kind="regression",
        metric="median_ae",
        without="jixiang_img",
    ),
    Case(
        "z30-dt-cost",
        DT,
        "维修要花多少元？RMSLE。招标要公平，品牌不能作为特征；使用年限得用上。",
        target="weixiu_yuan",
        kind="regression",
        metric="rmsle",
        without="pinpai",
    ),
    Case(
        "z30-dt-two",
        DT,
        "tingti_h和weixiu_yuan放在一个模型里同时出，R2，参数量别超过200万，训练15分钟以内结束",
        target="tingti_h weixiu_yuan",
        kind="multitarget",
        metric="r2",
        params=2000000,
    ),
    Case(
        "z30-cp-dynasty",
        CP,
        "看图断代，宋、元、明、清四类。除了正面照和底款照，其余列一概不进模型。加权F1。",
        target="朝代",
        kind="multiclass",
        metric="f1_weighted",
        only="正面照 底款照",
    ),
    Case(
        "z30-cp-state",
        CP,
        "评定完残程度，残损由轻到重依次为完整、微残、残缺，是有序的。放在哪个库房跟这没关系，去掉库房。",
        target="完残程度",
        kind="ordinal",
        without="库房",
        levels="完整 微残 残缺",
    ),
    Case(
        "z30-cp-damage",
        CP,
        "器物身上有哪些伤况？一件可以同时有几样，以顿号“、”隔开。著录里常常已经把伤写明了，所以不给模型看著录。",
        target="伤况",
        kind="multilabel",
        without="著录",
        separator="、",
    ),
    Case(
        "z30-cp-insure",
        CP,
        "算投保额，别跟参考价搞混了。用SMAPE。重量这项馆里称得不全，不用。",
        target="投保额",
        kind="regression",
        metric="smape",
        without="重g",
    ),
    Case(
        "z30-cp-find",
        CP,
        "根据著录文字找出与之对应的正面照，用MRR评价，只用著录和正面照这两列",
        target="正面照",
        kind="retrieval",
        metric="mrr",
        only="著录 正面照",
    ),
    Case(
        "z30-cy-grade",
        CY,
        "茶样定级，等级由低到高：三级、二级、一级、特级。评语里早把等级说破了，评语不用。二次加权kappa。",
        target="等级",
        kind="ordinal",
        metric="cohen_kappa_quadratic",
        without="评语",
        levels="三级 二级 一级 特级",
    ),
    Case(
        "z30-cy-taste",
        CY,
        "滋味能打多少分？不是香气那个分。皮尔逊相关系数，审评师不作为输入。",
        target="滋味分",
        kind="regression",
        metric="pearson",
        without="审评师",
    ),
    Case(
        "z30-cy-old",
        CY,
        "有商家拿陈茶当新茶卖，麻烦识别一下是不是陈茶。输入仅限近红外，手持仪上跑，参数30万以内，5毫秒内出结果。",
        target="陈茶",
        kind="binary",
        only="近红外",
        params=300000,
        latency=5,
    ),
    Case(
        "z30-cy-phenol",
        CY,
        "茶多酚含量，平均绝对误差，干茶照删掉，汤色照一定要留下",
        target="茶多酚",
        kind="regression",
        metric="mae",
        without="干茶照",
    ),
    Case(
        "z30-cy-two",
        CY,
        "同时给香气和滋味打分，MAE，模型文件不要大于10MB，海拔不用",
        target="香气分 滋味分",
        kind="multitarget",
        metric="mae",
        without="海拔m",
        params=10 * 2**20 // 4,
    ),
    Case(
        "z30-cy-origin",
        CY,
        "鉴别产地是安溪、武夷还是凤凰，平衡准确率。品种一说就等于泄题，不可告诉模型。",
        target="产地",
        kind="multiclass",
        metric="balanced_accuracy",
        without="品种",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z30-nc-ask",
        NC,
        "帮我预测门店销量，MAE，天气不用",
        ask="线上销量 线下销量",
    ),
    Case(
        "z30-dt-ask",
        DT,
        "预测电梯故障，不用维保班组这一列",
        ask="guzhang_30d guzhang_lx",
    ),
    Case(
        "z30-cp-ask",
        CP,
        "给每件藏品估个金额，平均绝对误差，来源不用",
        ask="参考价 投保额",
    ),
    Case(
        "z30-cy-ask",
        CY,
        "预测茶样的审评得分，RMSE，只用两张照片",
        ask="香气分 滋味分",
    ),
)
