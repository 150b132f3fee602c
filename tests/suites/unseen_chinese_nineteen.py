"""Twenty statements by somebody who had never seen the reader.
Read once: 10 of 20 right (6 of 16 clear ones), 1 with another target; mended since.
"""

from statement_suite import Case

DRONE = (
    "flight_no id; belly_cam video; imu series; gps_track track; wind_ms number 0..25; payload_kg number 0..12; "
    "pilot category =Lin,Guo,Tan; airframe category =quad,hexa,wing; memo text; "
    "-energy_wh number 0..900; -deviation_m number 0..80; -landed_ok boolean; -noise_db number 30..110"
)
TEA = (
    "pici id; chaye_zhaopian image; guangpu vector; chanqu category =浙江,福建,云南; caizhai_riqi date; "
    "hanshuilv number 0..80; shifu category =老周,老吴,老郑; beizhu text; "
    "-dengji category =一级,三级,特级,二级; -chaduofen number 5..40; -kafeiyin number 1..6; -jiage number 20..9000"
)
EYE = (
    "检查流水号 id; 眼底照 image; OCT图 image; 病史 text; 复诊记录 text; 年龄 integer 18..95; 性别 category =男,女; "
    "眼压 number 5..50; 设备型号 category =甲型,乙型,丙型; "
    "-糖网分期 category =中度,无,增殖期,轻度,重度; -黄斑水肿 boolean; -视力 number 0..1.5; -随访月数 number 0..120"
)
GRID = (
    "unit_sn id; dga_spectrum vector; thermal_img image; load_curve series; oplog text; "
    "vendor category =TA,TB,TC; substation category =East,West,South; in_service date; "
    "-years_observed number 0..40; -failed boolean; -fault_kind category =winding,core,bushing,tap; "
    "-oil_temp_c number 0..120"
)
BANK = (
    "客户号 id; 账户流水 series; 申请材料 text; 学历 category =本科,硕士,其他; 支行 category =城东,城西,城南; 年龄 integer 18..90; "
    "当前余额 number 0..900000; 开户日期 date; -下季末余额 number 0..900000; -是否流失 boolean; "
    "-风险等级 category =C1,C2,C3,C4"
)
COURT = (
    "案号 id; 起诉状 text; 证据照片 image; 判决书 text; 法院 category =东区,西区,南区; 法官 category =沈,韩,杨; "
    "标的额 number 0..9000000; 立案日期 date; -判赔金额 number 0..9000000; -审理天数 integer 1..900; "
    "-胜诉方 category =原告,被告; -是否上诉 boolean"
)
WAKE = (
    "clip id; wav audio; asr_text text; mic category =near,far; room category =kitchen,bedroom,car; "
    "snr_db number -10..40; -has_wake_word boolean; -speaker_sex category =f,m; -speech_rate number 60..360"
)
SCENE = (
    "景号 id; 多光谱图 image; 雷达图 image; 轨道号 category =A轨,B轨,C轨; 过境日期 date; 太阳高度角 number 0..90; "
    "判读备注 text; -有水体 boolean; -有道路 boolean; -有建筑 boolean; -云量 number 0..100"
)
RELIC = "藏品号 id; 器物照 image; 文字描述 text; 展厅 category =一厅,二厅,三厅; 入藏日期 date; 重量 number 1..90000"
RIDER = (
    "订单号 id; 路况图 image; 顾客备注 text; 骑手 category =R1,R2,R3; 商圈 category =河东,河西,新城; 下单时间 date; "
    "距离km number 0..12; 送达用时 number 5..150; 超时分钟 number 0..100; 是否超时 boolean"
)
VOLLEY = (
    "回合号 id; 回合视频 video; 球轨迹 track; 解说 text; 发球队员 category =1号,7号,12号; 局数 integer 1..5; "
    "比分差 integer -25..25; -得分方式 category =扣球,拦网,发球,对方失误; -扣球速度 number 20..130; -回合时长 number 1..90"
)
SEWAGE = (
    "样次 id; 在线监测曲线 series; 池面照片 image; 值班记录 text; 厂站 category =一厂,二厂,三厂; 进水流量 number 0..9000; "
    "气温 number -20..42; 采样日期 date; -出水氨氮 number 0..30; -出水总磷 number 0..5; -是否超标 boolean; "
    "-加药量 number 0..900"
)
AIR = (
    "航班键 id; 机场云图 image; 气象报文 text; 机型 category =A320,B738,A350; 航司 category =甲航,乙航,丙航; 计划日期 date; "
    "旅客数 integer 0..400; -离港延误 boolean; -到港延误 boolean; -是否备降 boolean"
)
STOCK = (
    "行号 id; 分时走势 series; 公告 text; 行业 category =银行,医药,煤炭; 换手率 number 0..1; 今日收盘价 number 1..900; "
    "-明日最高价 number 1..900; -明日最低价 number 1..900; -是否停牌 boolean"
)
HOTHOUSE = (
    "bed_id id; canopy_img image; climate_series series; note text; crop category =tomato,pepper,cucumber; "
    "vent_pct number 0..100; sown date; -temp_day_c number 5..50; -temp_night_c number 0..40; -yield_kg number 0..90"
)
GRADUATE = (
    "报名号 id; 自述 text; 面试视频 video; 本科院校 category =甲校,乙校,丙校; 专业 category =数学,物理,化学; 年龄 integer 18..50; "
    "-初试成绩 number 0..500; -复试成绩 number 0..500; -是否录取 boolean"
)


SEEN: tuple[Case, ...] = (
    Case(
        "z12-drone-energy",
        DRONE,
        "估一下每趟送货要耗多少电，单位瓦时。近的远的航程差很多，所以看平均绝对百分比误差。飞手是谁不要放进去，换人也得准。",
        "energy_wh",
        "regression",
        "mape",
        without="pilot",
    ),
    Case(
        "z12-drone-off",
        DRONE,
        "预测无人机偏离航线多少米，只准用惯导imu和风速，其他一概不用。偶尔偏得特别大比经常偏一点点要命得多，大误差要重罚。单条3毫秒以内。",
        "deviation_m",
        "regression",
        "rmse mse",
        only="imu wind_ms",
        latency=3,
    ),
    Case(
        "z12-tea-grade",
        TEA,
        "给茶叶定等级，从差到好依次是三级、二级、一级、特级。不是要估价格。做茶的师傅那一列不能用。",
        "dengji",
        "ordinal",
        without="shifu",
        levels="三级 二级 一级 特级",
    ),
    Case(
        "z12-tea-content",
        TEA,
        "一个模型同时出茶多酚和咖啡因两个含量，平均绝对误差。产区别用，采摘日期也别用。",
        "chaduofen kafeiyin",
        "multitarget",
        "mae",
        without="chanqu caizhai_riqi",
    ),
    Case(
        "z12-eye-edema",
        EYE,
        "这只眼睛有没有黄斑水肿？漏掉一个病人后果很严重，多叫几个人来复查倒没什么。复诊记录是后来才写的，不能作为输入。",
        "黄斑水肿",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="复诊记录",
    ),
    Case(
        "z12-eye-stage",
        EYE,
        "我们社区医院想做糖尿病视网膜病变的分期，按无、轻度、中度、重度、增殖期由轻到重排列。视力不用你预测，那个护士会量。"
        "同时请不要使用设备型号和复诊记录。评价用二次加权kappa。模型不要超过三百万参数，训练半小时内能完成就行。",
        "糖网分期",
        "ordinal",
        "cohen_kappa_quadratic",
        without="设备型号 复诊记录",
        params=3_000_000,
        levels="无 轻度 中度 重度 增殖期",
    ),
    Case(
        "z12-grid-life",
        GRID,
        "想知道变压器能撑多少年才出故障。很多台到现在还好好的，只知道观察了多少年，这些属于删失，也要算进去。厂家不要当特征。",
        "years_observed failed",
        "survival",
        without="vendor",
    ),
    Case(
        "z12-grid-kind",
        GRID,
        "判断变压器故障属于哪一类。各类数量相差悬殊，但每一类都同样重要，用宏平均F1。运行日志是抢修之后补写的，剔除；变电站也剔除。",
        "fault_kind",
        "multiclass",
        "f1_macro",
        without="oplog substation",
    ),
    Case(
        "z12-bank-balance",
        BANK,
        "预测客户下个季度末的余额，不要单个数，要5%、50%、95%三个分位数。支行和学历不得作为输入，当前余额可以用。用分位数损失（pinball loss）评估。",
        "下季末余额",
        "regression",
        "pinball",
        without="支行 学历",
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "z12-court-win",
        COURT,
        "原告能不能打赢？判决书当然不能看，法官是谁也不能看。赔多少、审多久都不是我关心的。用AUC。",
        "胜诉方",
        "binary",
        "roc_auc",
        without="判决书 法官",
        positive="原告",
    ),
    Case(
        "z12-wake",
        WAKE,
        "音频里有没有喊唤醒祠，跑在音箱上，参数不超过15万，8ms以内，F1。只能用音频本身，识别出来的文本别用",
        "has_wake_word",
        "binary",
        "f1",
        only="wav",
        params=150_000,
        latency=8,
    ),
    Case(
        "z12-scene-things",
        SCENE,
        "每景影像里水体、道路、建筑可能同时出现，也可能都没有，三样都要判断有还是没有，属于多标签分类，用宏平均F1。判读备注是人工写的结论，禁止使用。",
        "有水体 有道路 有建筑",
        "multilabel",
        "f1_macro",
        without="判读备注",
    ),
    Case(
        "z12-relic-search",
        RELIC,
        "跨模态检索：给一张器物照，从库里检索出与它对应的文字描述。只用这两列，展厅、入藏日期、重量都不用。",
        "文字描述",
        "retrieval",
        only="器物照 文字描述",
    ),
    Case(
        "z12-rider-late",
        RIDER,
        "顾客刚下单就想知道这一单会不会超时。送达用时和超时分钟都是事后才知道的，不能当特征，骑手也别用。超时单只占百分之三，看准确率没意义。",
        "是否超时",
        "binary",
        "average_precision f1 f2 recall balanced_accuracy roc_auc mcc",
        without="送达用时 超时分钟 骑手",
    ),
    Case(
        "z12-volley-how",
        VOLLEY,
        "看一个回合最后是怎么得的分，扣球、拦网、发球还是对方失误，四选一。必须用上视频。解说不行，里面直接喊出来了；谁发的球也不要。平衡准确率。"
        "扣球有多快以后再说。",
        "得分方式",
        "multiclass",
        "balanced_accuracy",
        without="解说 发球队员",
    ),
    Case(
        "z12-sewage",
        SEWAGE,
        "根据上级要求，兹拟建立出水水质预测模型，须同时预测出水氨氮与出水总磷两项指标，以均方根误差考核。厂站名称不得作为模型输入，值班记录亦不得使用。"
        "模型运行时内存占用不得超过1GB。是否超标及加药量不在本次预测范围之内。",
        "出水氨氮 出水总磷",
        "multitarget",
        "rmse",
        without="厂站 值班记录",
        memory=1024,
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z12-air-delay",
        AIR,
        "预测航班会不会延误，漏报比误报严重，航司不要用。",
        ask="离港延误 到港延误",
    ),
    Case(
        "z12-stock-price",
        STOCK,
        "我想预测这只股票明天的价格，一个数就行，平均绝对误差，今日收盘价可以当输入。",
        ask="明日最高价 明日最低价",
    ),
    Case(
        "z12-hothouse-temp",
        HOTHOUSE,
        "帮我预测大棚里的温度，只要一个值。产量先不管，备注那一列别用，误差用RMSE。",
        ask="temp_day_c temp_night_c",
    ),
    Case(
        "z12-graduate-score",
        GRADUATE,
        "研究生招生办想提前估计考生的成绩。本科院校不准用，免得有出身歧视。不是预测录不录取，是预测考多少分。",
        ask="初试成绩 复试成绩",
    ),
)
