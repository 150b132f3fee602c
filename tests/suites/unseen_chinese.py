"""Twenty-two statements in Chinese by people who had never seen the reader, kept unread
while it was mended for others: apples, a school, lodgings with English names, clips.

Read before those others were mended: 10 of 22, three with another target without a
word. Read after: 13, none with another target; after it was mended for
`chinese_three`, which had not these in mind: 16.
"""

from statement_suite import Case

CHINESE_APPLE = """样品编号 id; 果实照片 image; 近红外光谱 vector; 果农备注 text;
 品种 category =红富士,嘎啦,秦冠; 采摘日期 date; 果园海拔_m number; 经度 longitude;
 纬度 latitude; 单果重_g number; 糖度 number; 酸度 number;
 病害 category =炭疽病|轮纹病,霉心病,轮纹病|霉心病,炭疽病;
 等级 category =特级,一级,二级,三级"""

CHINESE_SCHOOL = """学号 id; 学校 constant; 作文 text; 朗读录音 audio; 手写扫描件 image;
 年级 category =初一,初二,初三; 性别 category =男,女; 出勤率 number; 期中成绩 number;
 期末成绩 number; 作文得分 number; 口语等级 category =A,B,C,D; 是否挂科 boolean"""

CHINESE_LODGING = """listing_id id; cover_photo image; title text;
 host_description text; city category =chengdu,dali,xiamen,hangzhou; lat latitude;
 lng longitude; bedrooms integer 1..6; host_years number; cleaning_fee number;
 weekday_price number; weekend_price number; occupancy_rate number;
 is_superhost boolean"""

CHINESE_CLIPS = """视频编号 id; 视频文件 video; 封面图 image; 文案 text; 背景音乐 audio;
 发布时间 date; 粉丝数 integer 0..9000000; 账号类型 category =个人,企业,机构;
 时长_秒 number; -话题标签 category =美食|旅行,美妆,搞笑|宠物,旅行|宠物,美食;
 -播放量 number; -点赞数 number; -完播率 number; -是否违规 boolean"""

SEEN = (
    Case(
        "chinese-apple-sugar",
        CHINESE_APPLE,
        "从近红外光谱和照片无损测糖度，RMSE。酸度和等级都是切开化验以后才有的，不能当输入。",
        "糖度",
        "regression",
        "rmse",
        without="酸度 等级",
    ),
    Case(
        "chinese-apple-three",
        CHINESE_APPLE,
        "糖度、酸度、单果重三个一起预测，等级不许用",
        "糖度 酸度 单果重_g",
        "multitarget",
        without="等级",
    ),
    Case(
        "chinese-apple-disease",
        CHINESE_APPLE,
        "这个果子得了哪些病？可能同时有好几种。macro F1，果农写的备注不能用",
        "病害",
        "multilabel",
        "f1_macro",
        without="果农备注",
    ),
    Case(
        "chinese-apple-grade",
        CHINESE_APPLE,
        "按特级、一级、二级、三级给苹果分等级，等级之间有高低顺序。糖度和酸度产线上测不了，不让用。",
        "等级",
        "ordinal",
        without="糖度 酸度",
    ),
    Case(
        "chinese-apple-variety",
        CHINESE_APPLE,
        "品种识别，只看照片就行，准确律",
        "品种",
        "multiclass",
        "accuracy",
        only="果实照片",
    ),
    Case(
        "chinese-school-fail",
        CHINESE_SCHOOL,
        "哪些学生会挂科？要在期末考试之前就知道，所以期末成绩不能用。看recall",
        "是否挂科",
        "binary",
        "recall",
        without="期末成绩",
    ),
    Case(
        "chinese-school-essay",
        CHINESE_SCHOOL,
        "自动给作文打分，跟老师给的分的皮尔逊相关系数越高越好。期中、期末成绩都不要给模型看，免得先入为主。",
        "作文得分",
        "regression",
        "pearson",
        without="期中成绩 期末成绩",
    ),
    Case(
        "chinese-school-speaking",
        CHINESE_SCHOOL,
        "听录音评口语等级，A最好D最差，性别不能进模型，怕有偏见",
        "口语等级",
        "ordinal",
        without="性别",
    ),
    Case(
        "chinese-school-final",
        CHINESE_SCHOOL,
        "期末能考多少分，mae就行，挂没挂科那列去掉",
        "期末成绩",
        "regression",
        "mae",
        without="是否挂科",
    ),
    Case(
        "chinese-school-sex",
        CHINESE_SCHOOL,
        "课程作业：仅根据朗读录音判断学生是男是女",
        "性别",
        "binary",
        only="朗读录音",
    ),
    Case(
        "chinese-lodging-weekend",
        CHINESE_LODGING,
        "我家民宿周末一晚该定多少钱？MAPE。平日价不准用，入住率也先别用",
        "weekend_price",
        "regression",
        "mape",
        without="weekday_price occupancy_rate",
    ),
    Case(
        "chinese-lodging-occupancy",
        CHINESE_LODGING,
        "入住率预测，不要保洁费",
        "occupancy_rate",
        "regression",
        without="cleaning_fee",
    ),
    Case(
        "chinese-lodging-superhost",
        CHINESE_LODGING,
        "判断房东是不是超赞房东，用PR-AUC评估。除了房东自己写的介绍以外，其他列都可以用。",
        "is_superhost",
        "binary",
        "average_precision",
        without="host_description",
    ),
    Case(
        "chinese-lodging-match",
        CHINESE_LODGING,
        "给每个房源标题找到对应的封面图，只用标题和封面图这两列，MRR",
        "cover_photo",
        "retrieval",
        "mrr",
        only="title cover_photo",
    ),
    Case(
        "chinese-lodging-prices",
        CHINESE_LODGING,
        "平日价和周末价同时预测，经纬度精度有问题，扔掉",
        "weekday_price weekend_price",
        "multitarget",
        without="lat lng",
    ),
    Case(
        "chinese-clips-banned",
        CHINESE_CLIPS,
        "审核违规视频，漏判代价大，用F2",
        "是否违规",
        "binary",
        "f2",
    ),
    Case(
        "chinese-clips-plays",
        CHINESE_CLIPS,
        "这条视频发出去能有多少次播放？粉丝数不能用，我想知道的是内容本身的潜力，跟大号小号没关系",
        "播放量",
        "regression",
        without="粉丝数",
    ),
    Case(
        "chinese-clips-tags",
        CHINESE_CLIPS,
        "自动给视频打上所有合适的话题标签，背景音乐因为版权原因不要用",
        "话题标签",
        "multilabel",
        without="背景音乐",
    ),
    Case(
        "chinese-clips-finish",
        CHINESE_CLIPS,
        "预侧完播率，均方根误差，每条延迟50ms以内",
        "完播率",
        "regression",
        "rmse",
        latency=50,
    ),
    Case(
        "chinese-clips-three",
        CHINESE_CLIPS,
        "播放量、点赞数、完播率都要预测，一个模型搞定，参数量控制在500万以内，别用账号类型",
        "播放量 点赞数 完播率",
        "multitarget",
        without="账号类型",
        params=5_000_000,
    ),
)

UNCLEAR = (
    Case(
        "chinese-school-vague",
        CHINESE_SCHOOL,
        "预测学生的成绩",
        ask="期中成绩 期末成绩",
    ),
    Case(
        "chinese-lodging-vague",
        CHINESE_LODGING,
        "这房子一晚多少钱？用MAE",
        ask="weekday_price weekend_price",
    ),
)
