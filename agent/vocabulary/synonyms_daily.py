"""Words that mean the same, English | Chinese: school, web, home, body, land."""

TABLE = """
math maths mathematics | 数学
biology | 生物
exam test quiz | 考试 测验
gpa | 绩点
lecture lesson | 授课 上课
commute commuting | 上下班
parent parents guardian | 家长 父母
children kids child | 孩子 子女 儿童
resume cv | 简历
candidate applicant | 候选人 申请人 应聘者
experience seniority | 工龄 经验
overtime | 加班
performance | 表现
manager boss supervisor | 经理 主管 上级
chat chats message messages msg | 聊天 消息 留言
content text body | 内容 正文
post posts tweet | 帖子 动态
avatar portrait | 头像
friend friends | 好友
favorite favourite favorites collect bookmark | 收藏
post_time published publish | 发布
active pay paid paying payment payer | 付费 支付 付款
spend spent spending | 消费
recharge topup | 充值
app application | 应用
phone mobile telephone | 手机 电话
device | 设备 机型
session sessions | 会话 时段
bounce bounced | 跳出
banned ban blocked | 封号
win won victory | 获胜 胜利 赢球
shot shots | 射门
step steps | 步数
face facial | 面部 人脸
tongue | 舌象
snore snoring | 鼾声
lab labs laboratory | 化验 检验 实验室
dosage dose | 剂量
followup | 随访
ward bed | 病床 床位
icu | 重症 重症监护
insurance insured | 医保
relapse relapsed recurrence recurrent | 复发
anxiety | 焦虑
sleepiness drowsy fatigue tired | 疲劳 困倦
dog breed | 犬种
puppy | 幼犬
vaccinated vaccine | 疫苗
shelter | 收容所
wall | 墙面 墙体
decor renovated renovation | 装修
agent broker | 中介
viewing viewings | 带看 看房
bed beds | 床数
host | 房主
stay nights night | 入住 晚数 间夜
travel trip tour | 旅行 行程
scenic attraction | 景点 景区
queue waiting wait | 排队 等待 等候
ticket fare | 票价 车票
guide | 导游 讲解
cup cups | 杯数
drink beverage | 饮品
roast roasting | 烘焙
bread cake | 面包 蛋糕
dish meal | 菜品 餐品
waiter server | 服务员
sweet sweetness sugar | 甜度
spicy | 辣度
salt | 盐度 含盐
expiry expired shelf | 保质期 过期
fresh freshness | 新鲜度
fabric cloth textile | 面料 布料
fit | 版型 合身
jewelry jewel | 珠宝
makeup cosmetic | 妆容 化妆品
borrow borrowed loan | 借阅
page pages | 页数
summary synopsis abstract | 简介 摘要
lyric lyrics | 歌词
beat tempo bpm | 节拍 节奏
instrument | 乐器
concert | 演唱会
show | 演出
era dynasty | 年代 朝代
ceramic pottery | 陶瓷 瓷器
appraisal valuation | 估值 鉴定
court judge | 法院 法官
lawyer attorney | 律师
lawsuit | 案件
verdict ruling | 判决
sentence | 刑期
rescue | 救援
alarm | 报警
member membership vip | 会员
sow sowing sown plant planting | 播种 种植
harvest harvested | 采收
orchard fruit | 果园 水果
tree | 果树
flower bloom blossom | 花期 花朵
pesticide spray | 农药 喷药
pig swine hog | 生猪 猪只
sheep goat lamb | 绵羊 山羊 羊只
chicken poultry hen | 鸡只 家禽
egg eggs | 产蛋
hatch hatched | 孵化
shrimp prawn | 虾苗
fish fishery catch | 鱼类 渔获
bait feed | 饵料 投喂
mortality | 死亡率
growth grow | 生长 增长
ph | 酸碱度
nutrient | 营养
nitrogen | 氮含量 氮肥
phosphorus | 磷含量
potassium | 钾含量
organic | 有机质
drill drilling bore | 钻井 钻孔
well | 油井 井号
oil petroleum | 原油
depth | 井深 埋深
star stars stellar | 恒星
galaxy | 星系
magnitude | 星等 震级
molecule compound | 分子 化合物
yield | 收率
boiling | 沸点
melting | 熔点
particle | 颗粒
sensor probe | 传感器 探头
camera | 摄像头 摄像机
drone uav | 无人机
robot arm | 机器人 机械臂
gripper | 夹爪
lidar | 激光雷达
target | 目标
trajectory path | 轨迹 路径
fraud fraudulent | 骗保 造假 作假
approve approved approval | 核定 核准 审批 核赔
settle settled settlement close closed | 结案 结算
adjuster assessor | 理赔员 查勘员 定损员
garage workshop shop | 修理厂 维修厂
voice speech vocal | 声音 嗓音 语音
new added | 新增
days day | 天数
hours hour | 小时数
minutes minute | 分钟数
months month | 月数
ctr clickthrough | 点击率
remake redo redone | 重做 返工
rejected reject refused | 拒审 驳回 拒收
water watertemp | 水温
"""
