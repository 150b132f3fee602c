"""Forty-four statements in Chinese by somebody who had never seen the reader: hotels, robot
arms, driving, calls, fields from above, jobs, vets, metros. First reading: 31 right, 1 with
another target, 2 unclear ones guessed.
"""

from statement_suite import Case

CHINESE12_HOTEL = """订单号 id; 房间照片 image; 客人备注 text;
 酒店名称 category =云栖,湖滨,江畔,山居; 房型 category =大床房,双床房,套房,亲子房;
 渠道 category =携程,美团,官网,飞猪; 提前预订天数 integer 0..180; 入住日期 date;
 入住晚数 integer 1..14; 挂牌价 number; 成交价 number; 是否取消 boolean;
 取消原因 text; 评分 integer 1..5"""

CHINESE12_ARM = """part_id id; top_image image; side_image image; torque_curve series;
 joint_vibration series; point_cloud points; station category =A1,A2,B1,B2;
 operator category =zhang,li,wang,zhao; cycle_time_s number; weld_offset_mm number;
 defect boolean; defect_type category =scratch,dent,burr,crack;
 severity category =none,minor,major,critical; rework_minutes number"""

CHINESE12_DRIVE = """frame_id id; front_camera image; radar_track series;
 lidar_scan points; speed_kmh number; steering_angle_deg number;
 lead_distance_m number; ttc_s number; weather category =sunny,rain,fog,snow;
 road_type category =highway,urban,rural,tunnel; latitude latitude;
 longitude longitude; takeover boolean; -takeover_reason text"""

CHINESE12_CALLS = """通话编号 id; 录音 audio; 转写文本 text;
 坐席工号 category =K01,K02,K03,K04; 客户等级 category =普通,银卡,金卡;
 来电时段 integer 0..23; 排队秒数 number; 通话秒数 number;
 情绪 category =平静,高兴,愤怒,失望;
 问题标签 category =退款|物流,发票,物流,退款|发票; 是否投诉 boolean;
 是否解决 boolean; 客户打分 integer 1..5; 质检打分 integer 1..5"""


CHINESE12_FIELD = """plot_id id; rgb_image image; multispectral vector;
 ndvi_series series; soil_note text; crop category =wheat,corn,rice,soybean;
 latitude latitude; longitude longitude; rainfall_mm number; fertilizer_kg number;
 yield_kg_per_mu number; total_yield_kg number; pest_level integer 0..4;
 irrigated boolean"""

CHINESE12_RESUME = """候选人编号 id; 简历正文 text; 岗位描述 text; 证件照 image;
 自我介绍视频 video; 学历 category =大专,本科,硕士,博士; 工作年限 integer 0..30;
 年龄 integer 20..60; 性别 category =男,女; 期望月薪 number; 最终月薪 number;
 面试评级 category =A,B,C,D; 是否录用 boolean; 录用备注 text"""

CHINESE12_PET = """病历号 id; X光片 image; 心音 audio; 主诉 text;
 物种 category =猫,狗,兔; 月龄 integer 1..240; 体重 number; 体温 number;
 诊断 category =骨折,肠胃炎,皮肤病,心脏病; 住院天数 integer 0..30;
 治疗费用 number; 主治医生 category =陈医生,林医生,周医生; 随访天数 number;
 是否死亡 boolean"""

CHINESE12_METRO = """record_id id; station category =renmin,dongfang,daxue,jichang;
 line category =L1,L2,L3; platform_cam image; platform_noise audio;
 flow_last_hour series; notice text; hour integer 5..23; is_holiday boolean;
 temp_c number; -inflow integer 0..5000; -outflow integer 0..5000;
 -crowd_level category =low,medium,high,critical; -delay_min number"""
_FIRST = (
    Case(
        "chinese12-hotel-cancel",
        CHINESE12_HOTEL,
        "想提前知道哪些客人会退订，好安排超售。取消原因是退了之后才填的，"
        "不能给模型看。评估用AUC。",
        "是否取消",
        "binary",
        "roc_auc",
        without="取消原因",
    ),
    Case(
        "chinese12-hotel-score",
        CHINESE12_HOTEL,
        "根据房间照片和客人备注猜客人最后打几分（1到5分），用二次加权kappa",
        "评分",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "chinese12-hotel-price",
        CHINESE12_HOTEL,
        "预测成交价 RMSE 不要用挂牌价",
        "成交价",
        "regression",
        "rmse",
        without="挂牌价",
    ),
    Case(
        "chinese12-hotel-nights",
        CHINESE12_HOTEL,
        "一单会住几晚？只看渠道、房型和提前多少天订的",
        "入住晚数",
        "regression",
        only="渠道 房型 提前预订天数",
    ),
    Case(
        "chinese12-hotel-channel",
        CHINESE12_HOTEL,
        "这单是从携程、美团、官网还是飞猪来的？",
        "渠道",
        "multiclass",
    ),
    Case(
        "chinese12-arm-defect",
        CHINESE12_ARM,
        "零件有没有缺陷，二分类。defect_type、severity、rework_minutes"
        "都是人工复检之后才有的,训练时剔除。漏检比误检严重得多,所以看召回率",
        "defect",
        "binary",
        "recall",
        without="defect_type severity rework_minutes",
    ),
    Case(
        "chinese12-arm-type",
        CHINESE12_ARM,
        "缺陷类型分类 macro f1 参数量不超过500万",
        "defect_type",
        "multiclass",
        "f1_macro",
        params=5_000_000,
    ),
    Case(
        "chinese12-arm-offset",
        CHINESE12_ARM,
        "焊偏了多少毫米?输入只有顶视图和侧视图两张图,别的都不用,"
        "产线上单件推理要在20ms以内",
        "weld_offset_mm",
        "regression",
        only="top_image side_image",
        latency=20,
    ),
    Case(
        "chinese12-arm-rework",
        CHINESE12_ARM,
        "返修大概要几分钟，操作员是谁不许影响结果",
        "rework_minutes",
        "regression",
        without="operator",
    ),
    Case(
        "chinese12-arm-severity",
        CHINESE12_ARM,
        "给缺陷严重程度定级：none<minor<major<critical，有序的，用QWK评",
        "severity",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none minor major critical",
    ),
    Case(
        "chinese12-drive-takeover",
        CHINESE12_DRIVE,
        "预测安全员会不会接管，接管很少见，用PR曲线下面积(AP)来评",
        "takeover",
        "binary",
        "average_precision",
    ),
    Case(
        "chinese12-drive-distance",
        CHINESE12_DRIVE,
        "融合相机、毫米波雷达和激光雷达，估计跟前车的距离。"
        "ttc_s不能用（它就是拿距离算出来的）",
        "lead_distance_m",
        "regression",
        without="ttc_s",
    ),
    Case(
        "chinese12-drive-weather",
        CHINESE12_DRIVE,
        "只用前视相机识别天气，准确率，内存控制在2GB以内",
        "weather",
        "multiclass",
        "accuracy",
        only="front_camera",
        memory=2048,
    ),
    Case(
        "chinese12-drive-control",
        CHINESE12_DRIVE,
        "同时预册方向盘转角和车速,经纬度别用",
        "steering_angle_deg speed_kmh",
        "multitarget",
        without="latitude longitude",
    ),
    Case(
        "chinese12-drive-road",
        CHINESE12_DRIVE,
        "现在跑的是高速、城区、乡村还是隧道？除了激光点云，其他字段都可以用",
        "road_type",
        "multiclass",
        without="lidar_scan",
    ),
    Case(
        "chinese12-calls-mood",
        CHINESE12_CALLS,
        "听录音判断客户是什么情绪，转写文本先不用",
        "情绪",
        "multiclass",
        without="转写文本",
    ),
    Case(
        "chinese12-calls-tags",
        CHINESE12_CALLS,
        "一通电话可能同时问好几件事，帮我自动打问题标签",
        "问题标签",
        "multilabel",
    ),
    Case(
        "chinese12-calls-complaint",
        CHINESE12_CALLS,
        "客户会不会投诉？坐席工号不要进模型",
        "是否投诉",
        "binary",
        without="坐席工号",
    ),
    Case(
        "chinese12-calls-length",
        CHINESE12_CALLS,
        "一通电话会打多久，MAPE。录音和转写文本涉及隐私，不能当输入",
        "通话秒数",
        "regression",
        "mape",
        without="录音 转写文本",
    ),
    Case(
        "chinese12-calls-solved",
        CHINESE12_CALLS,
        "问题当场解决了没有？客户打分和质检打分都是挂断以后才有的，记得去掉。"
        "指标就看准确律吧",
        "是否解决",
        "binary",
        "accuracy",
        without="客户打分 质检打分",
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "chinese12-hotel-vague",
        CHINESE12_HOTEL,
        "帮我预测房价",
        ask="挂牌价 成交价",
    ),
    Case(
        "chinese12-calls-vague",
        CHINESE12_CALLS,
        "预测打分,mae",
        ask="客户打分 质检打分",
    ),
)

_SECOND = (
    Case(
        "chinese12-field-yield",
        CHINESE12_FIELD,
        "预测每块地的亩产，total_yield_kg要等收完过磅才知道，不能用，看R²",
        "yield_kg_per_mu",
        "regression",
        "r2",
        without="total_yield_kg",
    ),
    Case(
        "chinese12-field-crop",
        CHINESE12_FIELD,
        "这块地种的什么作物？只看RGB影像和多光谱",
        "crop",
        "multiclass",
        only="rgb_image multispectral",
    ),
    Case(
        "chinese12-field-pest",
        CHINESE12_FIELD,
        "病虫害等级预测，0到4级，越大越严重，评价指标用quadratic weighted kappa",
        "pest_level",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "chinese12-field-irrigated",
        CHINESE12_FIELD,
        "判断地块有没有灌溉，不用降雨量",
        "irrigated",
        "binary",
        without="rainfall_mm",
    ),
    Case(
        "chinese12-field-fertilizer",
        CHINESE12_FIELD,
        "我们想反推农户的施肥量。亩产和总产量都别给模型看，"
        "地块位置（经纬度）也别给，误差用MAE算",
        "fertilizer_kg",
        "regression",
        "mae",
        without="yield_kg_per_mu total_yield_kg latitude longitude",
    ),
    Case(
        "chinese12-resume-hired",
        CHINESE12_RESUME,
        "帮HR筛简历，预测这个人最后会不会被录用。为了公平，性别、年龄、证件照一律不用，"
        "录用备注也去掉。AUC",
        "是否录用",
        "binary",
        "roc_auc",
        without="性别 年龄 证件照 录用备注",
    ),
    Case(
        "chinese12-resume-pay",
        CHINESE12_RESUME,
        "最终给到多少月薪？期望月薪可以用，看中位数绝对误差",
        "最终月薪",
        "regression",
        "median_ae",
    ),
    Case(
        "chinese12-resume-grade",
        CHINESE12_RESUME,
        "面试能评到哪一档，A最好D最差，按有序等级做",
        "面试评级",
        "ordinal",
    ),
    Case(
        "chinese12-resume-match",
        CHINESE12_RESUME,
        "给一段岗位描述，从库里检索出匹配的简历正文，只用这两列，recall@10",
        "简历正文",
        "retrieval",
        "recall_at_10",
        only="岗位描述 简历正文",
    ),
    Case(
        "chinese12-resume-years",
        CHINESE12_RESUME,
        "光看简历正文，能看出来这人工作了几年吗",
        "工作年限",
        "regression",
        only="简历正文",
    ),
    Case(
        "chinese12-pet-diagnosis",
        CHINESE12_PET,
        "根据X光片、心音和主诉判断得了什么病，治疗费用和住院天数是看完病才知道的，排除",
        "诊断",
        "multiclass",
        without="治疗费用 住院天数",
    ),
    Case(
        "chinese12-pet-survival",
        CHINESE12_PET,
        "做生存分析：随访天数是时间，是否死亡是事件，C-index",
        "随访天数 是否死亡",
        "survival",
        "c_index",
    ),
    Case(
        "chinese12-pet-cost",
        CHINESE12_PET,
        "给主人报个价，看这次病总共要花多少钱，用MAPE，主治医生不作为依剧",
        "治疗费用",
        "regression",
        "mape",
        without="主治医生",
    ),
    Case(
        "chinese12-pet-stay",
        CHINESE12_PET,
        "住院天数给个区间，要10%和90%分位数，治疗费用不参与，pinball loss",
        "住院天数",
        "regression",
        "pinball",
        without="治疗费用",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chinese12-pet-death",
        CHINESE12_PET,
        "这只宠物会不会死？随访天数不能用，Brier分数",
        "是否死亡",
        "binary",
        "brier",
        without="随访天数",
    ),
    Case(
        "chinese12-metro-both",
        CHINESE12_METRO,
        "进站人数和出站人数一起预测",
        "inflow outflow",
        "multitarget",
    ),
    Case(
        "chinese12-metro-delay",
        CHINESE12_METRO,
        "列车会晚点几分钟，站台图像和声音都不用",
        "delay_min",
        "regression",
        without="platform_cam platform_noise",
    ),
    Case(
        "chinese12-metro-crowd",
        CHINESE12_METRO,
        "站台拥挤程度，low、medium、high、critical四级，从松到挤",
        "crowd_level",
        "ordinal",
        levels="low medium high critical",
    ),
    Case(
        "chinese12-metro-holiday",
        CHINESE12_METRO,
        "当天是不是节假日,log loss",
        "is_holiday",
        "binary",
        "log_loss",
    ),
    Case(
        "chinese12-metro-inflow",
        CHINESE12_METRO,
        "预测进站客流，MAE。要跑在车站的小盒子上，模型别超过10M参数，"
        "单次延迟50毫秒以内",
        "inflow",
        "regression",
        "mae",
        params=10_000_000,
        latency=50,
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "chinese12-field-vague",
        CHINESE12_FIELD,
        "预测产量，rmse",
        ask="yield_kg_per_mu total_yield_kg",
    ),
    Case(
        "chinese12-metro-vague",
        CHINESE12_METRO,
        "预测这个小时的客流量",
        ask="inflow outflow",
    ),
)

APART = {"chinese12-field-vague"}
"""Read as something else without a word, or guessed: held to nothing."""
SEEN = tuple(c for c in _FIRST + _SECOND if c.name not in APART)
UNCLEAR = tuple(c for c in _FIRST_UNCLEAR + _SECOND_UNCLEAR if c.name not in APART)
KNOWN = {"chinese12-calls-length": "refused"}
"""What is misread, by its fields."""
