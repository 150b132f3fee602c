"""Forty-four statements by somebody who had never seen the reader.
First reading: 31 right, 1 with another target, 1 guessed.
"""

from statement_suite import Case

# Automated guided vehicles in a warehouse (Chinese names, outcomes missing in the test table)
AGV = (
    "车号 id; 日期 date; 振动波形 series; 电机温度 number 20..110; 电池电压 number 40..56; 电流 number; 载重 integer 0..1500; "
    "行驶里程 number; 路面类型 category =环氧地坪,水泥,钢板; 固件版本 category =v1.8,v2.0,v2.1; -剩余寿命 number; "
    "-故障类型 category =轴承,编码器,驱动器; -是否停机 boolean; -定位误差 number"
)

# Perception of a driverless shuttle (English names)
LIDAR = (
    "scan_id id; point_cloud points; front_image image; imu series; latitude latitude; longitude longitude; ego_speed number 0..60; "
    "weather category =clear,rain,fog,snow; rain_mm number 0..50; hour integer 0..23; "
    "obstacle_class category =pedestrian,cyclist,car,truck,none; obstacle_distance number 0..120; braking_needed boolean"
)

# Battery cells on the test bench (English names, outcomes missing in the test table)
CELL = (
    "cell_id id; test_date date; charge_curve series; impedance_spectrum vector; temperature number; cycle_count integer 0..300; "
    "c_rate number 0.2..4; chemistry category =LFP,NMC,NCA; supplier category =Hengli,Yuanda,Beixin; -capacity_fade number; "
    "-internal_resistance number; -cycles_to_eol integer; -eol_reached boolean; -grade category =A,B,C,D; -safety_event boolean"
)

# Wind turbines (Chinese names)
WIND = (
    "机组号 id; 采样时间 date; 齿轮箱录音 audio; 塔架振动 series; 风速 number 0..30; 环境温度 number; 转速 number; 油温 number; "
    "高速轴温度 number; 低速轴温度 number; 桨距角 number 0..90; 有功功率 number; 叶片结冰 boolean; "
    "告警等级 category =提示,一般,严重,紧急; 场站 constant"
)

# Hospital stays (Chinese names, outcomes missing in the test table)
WARD = (
    "住院号 id; 入院日期 date; 年龄 integer 18..95; 性别 category =男,女; 胸片 image; 心电图 series; 病程记录 text; 白细胞 number; "
    "肌酐 number; 出院小结 text; -随访月数 number; -是否死亡 boolean; -心功能分级 category =I级,II级,III级,IV级; "
    "-并发症 category =肺炎|心衰,肾衰,血栓; -再入院 boolean"
)

# Orders of an online shop (English names)
SHOP = (
    "order_id id; order_date date; product_photo image; title text; department category =shoes,bags,clothes,toys; "
    "list_price number 5..3000; paid_price number 3..3000; discount number 0..1; region category =east,south,north,west; "
    "review_text text; stars integer 1..5; quantity integer 1..40; returned boolean; delivery_days integer 1..30; currency constant"
)

# Maize fields (Chinese names)
FIELD = (
    "地块号 id; 播种日期 date; 卫星影像 image; 纬度 latitude; 经度 longitude; 土壤湿度 number; 土壤酸碱度 number 4..9; 施氮量 number; "
    "降雨量 number; 品种 category =郑单958,先玉335,登海605; 亩产 number; 总产量 number; 蛋白质含量 number; "
    "倒伏程度 category =无,轻,中,重; 病害 category =锈病|大斑病,纹枯病,茎腐病"
)

# Incoming papers of an office (English names, outcomes missing in the test table)
PAPER = (
    "doc_id id; scan image; ocr_text text; summary text; page_count integer 1..60; language category =zh,en,ja; received_date date; "
    "sender category =bank,court,customer,vendor; handler_notes text; -doc_type category =invoice,contract,receipt,letter; "
    "-amount number; -tags category =legal|finance,hr,it; -status category =approved,rejected; "
    "-risk_level category =low,medium,high; -urgency_level category =low,medium,high"
)

SEEN: tuple[Case, ...] = (
    # AGV
    Case(
        "chinese16-agv-life",
        AGV,
        "想提前知道每台小车还能用多久，就是剩余寿命，用平均绝对误差衡量。固件版本别放进去，下个月全部要升级。",
        "剩余寿命",
        "regression",
        "mae",
        without="固件版本",
    ),
    Case(
        "chinese16-agv-fault",
        AGV,
        "根据振动波形和电流判断坏的是哪儿：轴承、编码器还是驱动器。各类样本数差很多，看宏平均F1。要烧到车载板子上，参数不能超过20万个。",
        "故障类型",
        "multiclass",
        "f1_macro",
        params=200000,
    ),
    Case(
        "chinese16-agv-stop",
        AGV,
        "这车会不会趴窝停机？值班的人最烦误报，所以查准率优先。测温探头老坏，电机温度不要进模型。",
        "是否停机",
        "binary",
        "precision",
        without="电机温度",
    ),
    Case(
        "chinese16-agv-offset",
        AGV,
        "只用载重和路面类型来预测小车的定位偏差，RMSE，单次推理5毫秒以内。",
        "定位误差",
        "regression",
        "rmse",
        only="载重 路面类型",
        latency=5,
    ),
    Case(
        "chinese16-agv-both",
        AGV,
        "剩余寿命和定位误差两个数一起预测。是否停机这次不管，不用预测。",
        "剩余寿命 定位误差",
        "multitarget",
        "",
    ),
    # LIDAR
    Case(
        "chinese16-lidar-class",
        LIDAR,
        "用点云加前视图像识别障碍物的类别（行人、骑车的、轿车、卡车、没有），accuracy就行，延迟别超过30ms，内存不超过2GB。",
        "obstacle_class",
        "multiclass",
        "accuracy",
        latency=30,
        memory=2048,
    ),
    Case(
        "chinese16-lidar-distance",
        LIDAR,
        "估计前方障碍物离我们有多远（米）。只准用point_cloud，相机晚上根本看不清。",
        "obstacle_distance",
        "regression",
        "",
        only="point_cloud",
    ),
    Case(
        "chinese16-lidar-brake",
        LIDAR,
        "判断要不要刹车。obstacle_distance 和 obstacle_class 是事后人工标的，上路的时候没有，不能当输入。指标用PR曲线下面积（AP）。",
        "braking_needed",
        "binary",
        "average_precision",
        without="obstacle_distance obstacle_class",
    ),
    Case(
        "chinese16-lidar-weather",
        LIDAR,
        "看前视图片识别天气，晴、雨、雾还是雪。rain_mm不许用，那等于直接把答案告诉模型了。平衡准确率，运行内存控制在16MB以内。",
        "weather",
        "multiclass",
        "balanced_accuracy",
        without="rain_mm",
        memory=16,
    ),
    Case(
        "chinese16-lidar-speed",
        LIDAR,
        "轮速计坏了，想从imu和点云把自车速度推出来，R2越高越好。经纬度拿掉，法务不让用。",
        "ego_speed",
        "regression",
        "r2",
        without="latitude longitude",
    ),
    # CELL
    Case(
        "chinese16-cell-eol",
        CELL,
        "做个生存分析：每颗电芯要循环多少次才到寿命终点，有一部分到试验结束还没到（eol_reached=false，算截尾），用C-index评。",
        "cycles_to_eol eol_reached",
        "survival",
        "c_index",
    ),
    Case(
        "chinese16-cell-fade",
        CELL,
        "预侧容量衰减，不要只给一个点，要10%和90%两个分位数。test_date不要用。",
        "capacity_fade",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
        without="test_date",
    ),
    Case(
        "chinese16-cell-grade",
        CELL,
        "电芯分档，A最好，B、C依次变差，D最差，档位有先后顺序，用二次加权kappa。供应商这一列不能用，采购那边会有意见。",
        "grade",
        "ordinal",
        "cohen_kappa_quadratic",
        without="supplier",
        levels="D C B A",
    ),
    Case(
        "chinese16-cell-pair",
        CELL,
        "容量衰减和内阻同时预测，充电曲线、阻抗谱做输入，loss看均方误差。要放进BMS里，参数量5万以内。",
        "capacity_fade internal_resistance",
        "multitarget",
        "rmse",
        params=50000,
    ),
    Case(
        "chinese16-cell-safety",
        CELL,
        "预警热失控这类安全事件，漏报代价大，误报也烦，所以看F1。输入除了charge_curve和temperature，其他一律不要。",
        "safety_event",
        "binary",
        "f1",
        only="charge_curve temperature",
    ),
    # WIND
    Case(
        "chinese16-wind-power",
        WIND,
        "拟合发电的有功功率，风速和桨距角为主。转速跟功率几乎就是一回事，剔除掉。评价用R²。",
        "有功功率",
        "regression",
        "r2",
        without="转速",
    ),
    Case(
        "chinese16-wind-ice",
        WIND,
        "叶片上有没有结冰？一年就那么几天，样本极不平衡，用MCC（马修斯相关系数）。推理200毫秒以内，内存64MB。",
        "叶片结冰",
        "binary",
        "mcc",
        latency=200,
        memory=64,
    ),
    Case(
        "chinese16-wind-alarm",
        WIND,
        "告警分四个等级，从低到高是提示、一般、严重、紧急，帮我预测等级。录音先别用，麦克风还没装完。",
        "告警等级",
        "ordinal",
        "",
        without="齿轮箱录音",
        levels="提示 一般 严重 紧急",
    ),
    Case(
        "chinese16-wind-oil",
        WIND,
        "估计油温，要给出5%、50%、95%分位数。高速轴温度和低速轴温度的测点离得太近，都去掉。",
        "油温",
        "regression",
        "pinball",
        quantiles=(0.05, 0.5, 0.95),
        without="高速轴温度 低速轴温度",
    ),
    Case(
        "chinese16-wind-shafts",
        WIND,
        "高速轴和低速轴的温度一块预测，两个都要。油温不能做输入，那个传感器明年就拆了。",
        "高速轴温度 低速轴温度",
        "multitarget",
        "",
        without="油温",
    ),
    # WARD
    Case(
        "chinese16-ward-survival",
        WARD,
        "想建个生存模型看病人能活多久：时间是随访月数，事件是死亡，评价用C指数。出院小结里会写结局，属于信息泄漏，排除。",
        "随访月数 是否死亡",
        "survival",
        "c_index",
        without="出院小结",
    ),
    Case(
        "chinese16-ward-readmit",
        WARD,
        "预测病人出院后会不会再次住院，看AUC。性别不要放进模型，伦理委员会有要求。",
        "再入院",
        "binary",
        "roc_auc",
        without="性别",
    ),
    Case(
        "chinese16-ward-heart",
        WARD,
        "给病人的心功能评级，I级最轻，IV级最重，只看心电图和年龄。",
        "心功能分级",
        "ordinal",
        "",
        only="心电图 年龄",
        levels="I级 II级 III级 IV级",
    ),
    Case(
        "chinese16-ward-complication",
        WARD,
        "老师您好，我是呼吸科的研究生。一个病人可能同时有好几种并发症，需要把有的全部标出来，指标用micro F1，谢谢！",
        "并发症",
        "multilabel",
        "f1_micro",
    ),
    Case(
        "chinese16-ward-creatinine",
        WARD,
        "检验科想用其他资料推算肌酐的数值，用绝对误差的中位数来评价。白细胞经常缺，先不用；死亡、再入院这些结局不用管。",
        "肌酐",
        "regression",
        "median_ae",
        without="白细胞",
    ),
    # SHOP
    Case(
        "chinese16-shop-return",
        SHOP,
        "这单客户会不会退货？评价文字和星级都是退货之后才有的，别用。概率要准，看Brier分数。",
        "returned",
        "binary",
        "brier",
        without="review_text stars",
    ),
    Case(
        "chinese16-shop-delivery",
        SHOP,
        "预测几天能送到，只用地区和下单日期这两列，指标MAPE。",
        "delivery_days",
        "regression",
        "mape",
        only="region order_date",
    ),
    Case(
        "chinese16-shop-department",
        SHOP,
        "店员老把商品放错部门。看商品照片和标题自动分到鞋、包、衣服、玩具里去，加权F1。标价、实付价、折扣都不参与。",
        "department",
        "multiclass",
        "f1_weighted",
        without="list_price paid_price discount",
    ),
    Case(
        "chinese16-shop-quantity",
        SHOP,
        "我开网店的，想知道一单客人会买几件，误差按对数算，用RMSLE。不是要预测价格哈。",
        "quantity",
        "regression",
        "rmsle",
    ),
    Case(
        "chinese16-shop-search",
        SHOP,
        "输入商品标题，检索出对应的商品图片，看Recall@5。",
        "product_photo",
        "retrieval",
        "recall_at_5",
    ),
    # FIELD
    Case(
        "chinese16-field-yield",
        FIELD,
        "预测每亩地能打多少玉米，均方根误差。总产量不能当特征，它就是亩产乘面积算出来的。",
        "亩产",
        "regression",
        "rmse",
        without="总产量",
    ),
    Case(
        "chinese16-field-lodging",
        FIELD,
        "给倒伏程度分级，无<轻<中<重，用quadratic weighted kappa。只拿卫星影像和降雨量来判断，别的都不要。",
        "倒伏程度",
        "ordinal",
        "cohen_kappa_quadratic",
        only="卫星影像 降雨量",
        levels="无 轻 中 重",
    ),
    Case(
        "chinese16-field-disease",
        FIELD,
        "看卫星图判断地里得了哪些病，一块地可能不止一种，宏F1。品种别给摸型看。",
        "病害",
        "multilabel",
        "f1_macro",
        without="品种",
    ),
    Case(
        "chinese16-field-protein",
        FIELD,
        "粮库收粮要看蛋白，需要预测蛋白质含量，主要是高低排序要对，用Spearman相关系数。亩产、总产量收割后才知道，不能用。",
        "蛋白质含量",
        "regression",
        "spearman",
        without="亩产 总产量",
    ),
    Case(
        "chinese16-field-soil",
        FIELD,
        "探头太贵了，想用影像和经纬度一次把土壤的湿度和pH值都估出来，MAE。",
        "土壤湿度 土壤酸碱度",
        "multitarget",
        "mae",
    ),
    # PAPER
    Case(
        "chinese16-paper-type",
        PAPER,
        "扫描件自动归类：发票、合同、收据还是信函，看准确率。handler_notes是经办人分完类才写的，要去掉。",
        "doc_type",
        "multiclass",
        "accuracy",
        without="handler_notes",
    ),
    Case(
        "chinese16-paper-amount",
        PAPER,
        "从扫描图和OCR文字里把金额估出来，误差用mean absolute error。发件方不要看。",
        "amount",
        "regression",
        "mae",
        without="sender",
    ),
    Case(
        "chinese16-paper-tags",
        PAPER,
        "给文档打tag，一份可以有好几个标签，仅用ocr_text，模型1000万参数以内。",
        "tags",
        "multilabel",
        "",
        only="ocr_text",
        params=10000000,
    ),
    Case(
        "chinese16-paper-status",
        PAPER,
        "预测这份文件审批会不会被驳回，rejected算正类，指标F1。页数没什么用，不要了。",
        "status",
        "binary",
        "f1",
        without="page_count",
        positive="rejected",
    ),
    Case(
        "chinese16-paper-search",
        PAPER,
        "给一段摘要，去库里把对应的那张扫描件找出来，用MRR评价。",
        "scan",
        "retrieval",
        "mrr",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "chinese16-wind-shaft",
        WIND,
        "想预测一下轴的温度，一个就够。",
        "",
        "",
        "",
        ask="高速轴温度 低速轴温度",
    ),
    Case(
        "chinese16-shop-price",
        SHOP,
        "帮忙预测一下商品的价格。",
        "",
        "",
        "",
        ask="list_price paid_price",
    ),
    Case(
        "chinese16-field-output",
        FIELD,
        "预测这块地的产量。",
        "",
        "",
        "",
        ask="亩产 总产量",
    ),
    Case(
        "chinese16-paper-level",
        PAPER,
        "给每份来文定个等级，low、medium还是high。",
        "",
        "",
        "",
        ask="risk_level urgency_level",
    ),
)
