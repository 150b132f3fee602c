"""Forty-four statements in Chinese by somebody who had never seen the reader: homes, wards,
ports, tea, clips, buses, sun, schools. First reading: 32 right, 1 with another target, 1
unclear one guessed.
"""

from statement_suite import Case

HOME = """订单编号 id; 户型图 image; 现场照片 image; 业主留言 text; 建筑面积 number; 房龄 integer 0..40;
 城市 category =杭州,成都,武汉; 设计师 category =王磊,陈静,赵敏; 报价金额 number; 签约日期 date;
 -装修风格 category =北欧,新中式,极简,美式; -结算金额 number; -工期天数 number; -是否投诉 boolean"""

ICU = """stay_id id; chest_xray image; ecg series; nursing_note text; age integer 18..98; sex category =F,M;
 lactate number; sofa_24h integer 0..24; apache_ii integer 0..60; vent_hours number; los_icu_days number;
 died_in_icu boolean; died_in_hospital boolean; discharge_summary text"""

PORT = """箱单号 id; 码头 constant; 箱体照片 image; 闸口视频 video; 货物描述 text; 箱型 category =20GP,40GP,40HQ,45R;
 毛重吨 number; 船公司 category =中远,马士基,地中海; 装货港 category =上海,釜山,新加坡; 到港时间 date;
 -在港小时 number; -是否查验 boolean; -残损类别 category =无,凹陷,破洞,锈蚀; -滞箱费 number"""

TEA = """plot_id id; leaf_photo image; farmer_note text; lat latitude; lon longitude; altitude_m number;
 cultivar category =龙井43,群体种,乌牛早; pick_date date; aroma_score number; taste_score number;
 yield_kg number; grade category =特级,一级,二级,三级; has_pest boolean; sale_price number"""
CLIP = """video_id id; clip video; cover image; bgm audio; caption text; author_followers number; duration_s number;
 post_time date; region category =华东,华南,西南; -likes number; -plays number; -completion_rate number;
 -topics category =美食|探店,美食,旅行|美食,搞笑,搞笑|宠物,宠物,旅行; -violation boolean"""

BUS = """班次号 id; 车内监控 video; 站台照片 image; 司机备注 text; 线路 category =1路,26路,102路;
 车型 category =纯电,混动,柴油; 司机工龄 integer 0..35; 发车时间 date; 气温 number; 上车人数 number; 下车人数 number;
 晚点分钟 number; 是否晚点 boolean; 拥挤等级 category =宽松,适中,拥挤,爆满"""

SOLAR = """record_id id; panel_thermal image; sky_photo image; inverter_curve series; om_log text;
 panel_age_years integer 0..20; irradiance number; module_temp number; inverter_model category =SG110,HW100,GW80;
 ts date; -ac_power_kw number; -dc_power_kw number; -fault_type category =正常,热斑,隐裂,遮挡; -need_cleaning boolean"""

SCHOOL = """学号 id; 作文扫描 image; 朗读录音 audio; 班主任评语 text; 性别 category =男,女; 年级 integer 7..9;
 家校距离 number; 缺勤次数 integer 0..30; 期中总分 number; 期末总分 number; 是否住校 boolean;
 作文等级 category =A,B,C,D; 录取去向 category =重点高中,普通高中,职高; 是否近视 boolean"""
_FIRST = (
    Case(
        "chinese5-home-cost",
        HOME,
        "预测这单最后结算要花多少钱，看MAE，设计师是谁不要考虑",
        "结算金额",
        "regression",
        "mae",
        without="设计师",
    ),
    Case(
        "chinese5-home-complaint",
        HOME,
        "业主会不会投诉？AUC",
        "是否投诉",
        "binary",
        "roc_auc",
    ),
    Case(
        "chinese5-home-days",
        HOME,
        "客户老是问我装修要多久，所以想做个模型估一下工期是多少天。报价金额别放进去，那个数水分太大了，其他的都可以用。",
        "工期天数",
        "regression",
        without="报价金额",
    ),
    Case(
        "chinese5-home-style",
        HOME,
        "只看户型图和现场照片，判断这套房子装的是哪种风格。每种风格同样重要，用宏平均F1评估。",
        "装修风格",
        "multiclass",
        "f1_macro",
        only="户型图 现场照片",
    ),
    Case(
        "chinese5-home-both",
        HOME,
        "工期天数和结算金额一起预测，RMSE",
        "工期天数 结算金额",
        "multitarget",
        "rmse",
    ),
    Case(
        "chinese5-icu-death",
        ICU,
        "病人会不会死在ICU里？出院小结、ICU住了几天、呼吸机用了多少小时、院内死亡这几项都是事后才有的，不能用。指标用AUROC。",
        "died_in_icu",
        "binary",
        "roc_auc",
        without="discharge_summary los_icu_days vent_hours died_in_hospital",
    ),
    Case(
        "chinese5-icu-stay",
        ICU,
        "预测ICU住院天数，看绝对误差的中位数，不许用discharge_summary、died_in_icu和died_in_hospital",
        "los_icu_days",
        "regression",
        "median_ae",
        without="discharge_summary died_in_icu died_in_hospital",
    ),
    Case(
        "chinese5-icu-survival",
        ICU,
        "做生存分析，时间列los_icu_days，事件列died_in_icu，C-index。出院小结和院内死亡两列去掉。",
        "los_icu_days died_in_icu",
        "survival",
        "c_index",
        without="discharge_summary died_in_hospital",
    ),
    Case(
        "chinese5-icu-vent",
        ICU,
        "刚入科的时候我们手上只有胸片、心电图、年龄和性别，就用这四样估计病人要上多少小时呼吸机，RMSE越小越好，单次推理不超过50毫秒",
        "vent_hours",
        "regression",
        "rmse",
        only="chest_xray ecg age sex",
        latency=50,
    ),
    Case(
        "chinese5-icu-scores",
        ICU,
        "同时预测SOFA和APACHE II两个评分，输入仅限护理记录和乳酸",
        "sofa_24h apache_ii",
        "multitarget",
        only="nursing_note lactate",
    ),
    Case(
        "chinese5-port-inspect",
        PORT,
        "哪些集装箱会被海关查验？漏掉一个都很麻烦，所以看召回率",
        "是否查验",
        "binary",
        "recall",
    ),
    Case(
        "chinese5-port-dwell",
        PORT,
        "预测箱子会在港里待多少个小时，平均绝对误差。船公司不要作为特征。",
        "在港小时",
        "regression",
        "mae",
        without="船公司",
    ),
    Case(
        "chinese5-port-damage",
        PORT,
        "识别箱子的残损类别，除了箱体照片其他信息一律不用，macro F1",
        "残损类别",
        "multiclass",
        "f1_macro",
        only="箱体照片",
    ),
    Case(
        "chinese5-port-fee",
        PORT,
        "滞箱费预侧，RMSLE，货物描述写得乱七八糟的就不要用了",
        "滞箱费",
        "regression",
        "rmsle",
        without="货物描述",
    ),
    Case(
        "chinese5-port-quantiles",
        PORT,
        "在港小时数的10%、50%、90%分位数都要给出来，用pinball loss评，模型参数别超过500万",
        "在港小时",
        "regression",
        "pinball",
        params=5_000_000,
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "chinese5-tea-yield",
        TEA,
        "这块茶园能产多少公斤茶？R2。卖价、等级、香气分和滋味分都是采完以后才知道的，训练的时候要剔除。",
        "yield_kg",
        "regression",
        "r2",
        without="sale_price grade aroma_score taste_score",
    ),
    Case(
        "chinese5-tea-grade",
        TEA,
        "给茶叶定级，从特级到三级是有高低顺序的，评价用二次加权kappa。售价是按等级定的，必须排除。",
        "grade",
        "ordinal",
        "cohen_kappa_quadratic",
        without="sale_price",
    ),
    Case(
        "chinese5-tea-pest",
        TEA,
        "有没有虫害，只用叶片照片判断，要在手机上跑，内存不能超过300MB",
        "has_pest",
        "binary",
        only="leaf_photo",
        memory=300,
    ),
    Case(
        "chinese5-tea-price",
        TEA,
        "预测卖价 MAPE 不要经纬度",
        "sale_price",
        "regression",
        "mape",
        without="lat lon",
    ),
    Case(
        "chinese5-tea-cultivar",
        TEA,
        "我想知道茶树是哪个品种，看准确率就行，别拿卖价和产量来猜",
        "cultivar",
        "multiclass",
        "accuracy",
        without="sale_price yield_kg",
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "chinese5-icu-vague",
        ICU,
        "预测病人是否死亡，AUC",
        ask="died_in_icu died_in_hospital",
    ),
    Case(
        "chinese5-tea-vague",
        TEA,
        "帮我预测一下茶叶的评审得分",
        ask="aroma_score taste_score",
    ),
)

_SECOND = (
    Case(
        "chinese5-clip-completion",
        CLIP,
        "这条视频的完播率能到多少？用MAE，作者粉丝数先不要放进去",
        "completion_rate",
        "regression",
        "mae",
        without="author_followers",
    ),
    Case(
        "chinese5-clip-topics",
        CLIP,
        "根据画面和文案给视频打话题标签，一条视频可以有好几个话题",
        "topics",
        "multilabel",
    ),
    Case(
        "chinese5-clip-violation",
        CLIP,
        "违规视频识别。违规的很少，所以看PR曲线下面积（average precision），每条延迟要在100ms以内",
        "violation",
        "binary",
        "average_precision",
        latency=100,
    ),
    Case(
        "chinese5-clip-search",
        CLIP,
        "做检索：只用文案去找它对应的封面图，别的列都不用，评估看recall@10",
        "cover",
        "retrieval",
        "recall_at_10",
        only="caption cover",
    ),
    Case(
        "chinese5-clip-both",
        CLIP,
        "点赞数和播放量同时预测，不能用背景音乐（版权问题还没谈好），R方",
        "likes plays",
        "multitarget",
        "r2",
        without="bgm",
    ),
    Case(
        "chinese5-bus-late",
        BUS,
        "这班车会不会晚点？F1。晚点分钟那一列当然不能给模型看",
        "是否晚点",
        "binary",
        "f1",
        without="晚点分钟",
    ),
    Case(
        "chinese5-bus-minutes",
        BUS,
        "预测晚点多少分钟，均方根误差。是否晚点是由它算出来的，要去掉，司机写的备注也别看。",
        "晚点分钟",
        "regression",
        "rmse",
        without="是否晚点 司机备注",
    ),
    Case(
        "chinese5-bus-crowd",
        BUS,
        "车厢拥挤程度分四个等级，由低到高是宽松、适中、拥挤、爆满，请预测每一班属于哪一级。上车人数和下车人数是跑完才统计出来的，不能用。",
        "拥挤等级",
        "ordinal",
        without="上车人数 下车人数",
    ),
    Case(
        "chinese5-bus-boarding",
        BUS,
        "仅凭站台照片估计上车的有多少人，平均绝对误差，30毫秒内出结果",
        "上车人数",
        "regression",
        "mae",
        only="站台照片",
        latency=30,
    ),
    Case(
        "chinese5-bus-both",
        BUS,
        "上车人数、下车人数一块儿预测，MAE，车内监控涉及乘客隐私，不准用",
        "上车人数 下车人数",
        "multitarget",
        "mae",
        without="车内监控",
    ),
    Case(
        "chinese5-solar-ac",
        SOLAR,
        "交流功率预侧，RMSE，运维日志不参与建模",
        "ac_power_kw",
        "regression",
        "rmse",
        without="om_log",
    ),
    Case(
        "chinese5-solar-fault",
        SOLAR,
        "只用红外热成像图，判断组件是哪种故障，正常的占了一大半，所以看平衡准确率",
        "fault_type",
        "multiclass",
        "balanced_accuracy",
        only="panel_thermal",
    ),
    Case(
        "chinese5-solar-clean",
        SOLAR,
        "这组板子要不要清洗？派人上去一趟很贵，说要洗的就得真的脏，请以精确率为准",
        "need_cleaning",
        "binary",
        "precision",
    ),
    Case(
        "chinese5-solar-dc",
        SOLAR,
        "预测直流侧的功率。模型要放到现场一个小盒子里跑，内存1GB以内；另外逆变器型号不许当输入，明年要换厂家。",
        "dc_power_kw",
        "regression",
        without="inverter_model",
        memory=1024,
    ),
    Case(
        "chinese5-solar-logloss",
        SOLAR,
        "故障类型分类，log loss，天空照片没什么用，丢掉",
        "fault_type",
        "multiclass",
        "log_loss",
        without="sky_photo",
    ),
    Case(
        "chinese5-school-final",
        SCHOOL,
        "根据期中成绩、缺勤情况等预测学生期末总分，用皮尔逊相关系数评价。性别不要进模型，录取去向是后来才有的，也不要。",
        "期末总分",
        "regression",
        "pearson",
        without="性别 录取去向",
    ),
    Case(
        "chinese5-school-essay",
        SCHOOL,
        "作文评等级，A最好D最差，只给扫描件，QWK",
        "作文等级",
        "ordinal",
        "cohen_kappa_quadratic",
        only="作文扫描",
    ),
    Case(
        "chinese5-school-admission",
        SCHOOL,
        "学生毕业后会被哪类学校录取？加权F1，班主任评语太主观了，不用",
        "录取去向",
        "multiclass",
        "f1_weighted",
        without="班主任评语",
    ),
    Case(
        "chinese5-school-boarding",
        SCHOOL,
        "预测学生是否住校，准确律，家校距离就别给了，太明显",
        "是否住校",
        "binary",
        "accuracy",
        without="家校距离",
    ),
    Case(
        "chinese5-school-myopia",
        SCHOOL,
        "校医想提前知道哪些孩子近视，概率要准，所以用Brier分数。作文扫描和朗读录音跟眼睛没关系，不要用",
        "是否近视",
        "binary",
        "brier",
        without="作文扫描 朗读录音",
    ),
)


_SECOND_UNCLEAR = (
    Case("chinese5-bus-vague", BUS, "预测每个班次的人数，MAE", ask="上车人数 下车人数"),
    Case(
        "chinese5-solar-vague",
        SOLAR,
        "预测电站的功率，不用运维日志",
        ask="ac_power_kw dc_power_kw",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {"chinese5-bus-minutes": "refused", "chinese5-clip-violation": "refused"}
"""What is misread, by its fields."""
