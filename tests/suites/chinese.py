"""Statements in Chinese, written before their author had read the rules."""

from statement_suite import Case

HOSPITAL = """病历号 id; 胸片 image; 主诉 text; 年龄 integer 18..95; 血糖 number;
 性别 category =男,女; 住院天数 number; 是否再入院 boolean"""
REVIEW = """评论 text; 商品图 image; 价格 number; 点赞数 integer 0..500;
 评分 integer 1..5"""
CROP = """地块号 id; 叶片图 image; 湿度 number; 土壤描述 text; 亩产 number;
 病害 category =健康,锈病,白粉病"""
POWER = "日期 date; 温度 number; 风速 number; 电价 number; 光伏出力 number; 负荷 number"
PARCEL = """运单号 id; 重量 number; 备注 text; 承运商 category =甲,乙,丙;
 时效小时 number; 是否破损 boolean"""
SPEAKING = """学号 id; 作文 text; 录音 audio; 学习时长 number;
 等级 category =良,差,优,中; 分数 number"""
TURBINE = """机组 id; 振动 series; 油温 number; 运行小时 number; 是否故障 boolean"""
MUSIC = """曲目 id; 音频 audio; 歌词 text; 年份 integer 1980..2020;
 标签 category =摇滚|流行,流行,摇滚,民谣|流行,民谣; 播放量 integer 0..9000"""
HOUSE = """房源 id; 照片 image; 描述 text; 面积 number; 楼层 integer 1..33;
 挂牌价 number; 成交价 number"""
POLICY = """保单号 id; 现场照片 image; 报案描述 text; 车龄 integer 0..20;
 赔付金额 number; 是否欺诈 category =是,否"""

SEEN = (
    Case(
        "再入院",
        HOSPITAL,
        "请根据胸片、主诉和年龄预测病人是否再入院，用AUC评估，" "不要使用住院天数",
        "是否再入院",
        "binary",
        "roc_auc",
        without="住院天数",
    ),
    Case(
        "住院天数",
        HOSPITAL,
        "预测住院天数，平均绝对误差，别用性别和是否再入院",
        "住院天数",
        "regression",
        "mae",
        without="性别 是否再入院",
    ),
    Case(
        "召回",
        HOSPITAL,
        "我想知道哪些病人会再入院，漏掉一个都很严重，看召回率",
        "是否再入院",
        "binary",
        "recall",
    ),
    Case(
        "评分",
        REVIEW,
        "用评论和商品图预测评分（1到5分，有顺序），二次加权kappa",
        "评分",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="1 2 3 4 5",
    ),
    Case(
        "点赞",
        REVIEW,
        "点赞数能有多少？不使用图片。指标用均方根误差",
        "点赞数",
        "regression",
        "rmse",
        without="商品图",
    ),
    Case(
        "病害",
        CROP,
        "叶片图加湿度识别病害，宏平均F1，参数量不超过100万",
        "病害",
        "multiclass",
        "f1_macro",
        params=1_000_000,
    ),
    Case(
        "亩产",
        CROP,
        "预测每块地的亩产，同时给出10%和90%分位数，不考虑病害",
        "亩产",
        "regression",
        "mae pinball",
        without="病害",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "负荷",
        POWER,
        "根据天气（温度、风速）和日期预测负荷，MAPE，单条推理不超过3毫秒",
        "负荷",
        "regression",
        "mape",
        latency=3.0,
    ),
    Case(
        "负荷与光伏",
        POWER,
        "同时预测负荷和光伏出力，电价不能用",
        "光伏出力 负荷",
        "multitarget",
        without="电价",
    ),
    Case(
        "破损",
        PARCEL,
        "包裹是否破损？用重量、备注和承运商，时效小时事后才知道，排除掉。" "F1分数",
        "是否破损",
        "binary",
        "f1",
        without="时效小时",
    ),
    Case(
        "等级",
        SPEAKING,
        "根据作文和录音给学生评等级，等级从低到高为差、中、良、优，" "不要用分数",
        "等级",
        "ordinal",
        levels="差 中 良 优",
        without="分数",
    ),
    Case(
        "故障时间",
        TURBINE,
        "生存分析：运行小时是时间，是否故障是事件，用振动和油温，" "C指数",
        "运行小时 是否故障",
        "survival",
        "c_index",
    ),
    Case(
        "标签",
        MUSIC,
        "给歌曲打标签，一首歌可以有多个标签，用竖线分隔，只用音频和歌词",
        "标签",
        "multilabel",
        separator="|",
        only="音频 歌词",
    ),
    Case(
        "成交价",
        HOUSE,
        "预测成交价，挂牌价不许用，模型内存不超过4GB，R2",
        "成交价",
        "regression",
        "r2",
        without="挂牌价",
        memory=4096,
    ),
    Case(
        "欺诈",
        POLICY,
        "识别欺诈案件，根据现场照片和报案描述，精确率优先",
        "是否欺诈",
        "binary",
        "precision",
        positive="是",
    ),
    Case(
        "赔付",
        POLICY,
        "估计赔付金额，中位数绝对误差，是否欺诈这列不要用",
        "赔付金额",
        "regression",
        "median_ae",
        without="是否欺诈",
    ),
    Case(
        "图配词",
        "编号 id; 海报 image; 简介 text",
        "给海报找到对应的简介，看前10命中率",
        "简介",
        "retrieval",
        "recall_at_10",
    ),
)

UNCLEAR = (
    Case("哪个价", HOUSE, "根据照片预测房子的价格", ask="挂牌价 成交价"),
    Case("没有目标", CROP, "请用这些数据训练一个最好的模型", ask="亩产 病害"),
    Case("或者", SPEAKING, "根据作文预测等级或分数", ask="等级 分数"),
    Case(
        "哪个温度",
        "图 image; 进水温度 number; 出水温度 number; 流量 number",
        "根据图预测温度",
        ask="进水温度 出水温度",
    ),
)
