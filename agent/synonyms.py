"""Words of columns' names that mean the same, English and Chinese."""

import re
from functools import lru_cache

from agent.words import Span, likeness

SAME = 0.88  # how alike two words of one row count
_TABLE = """
price fare tariff | 价格 售价 单价 价钱 价
cost expense expenditure | 成本 费用 花费 开销 支出
amount sum total | 金额 总额 总量 合计
revenue turnover gross proceeds | 营收 收入 营业额 票房
profit margin earnings | 利润 盈利 毛利
income salary wage pay | 收入 工资 薪资 薪水 薪酬
sales sold | 销量 销售额 销售 销售量
demand load | 需求 需求量 负荷
discount rebate markdown | 折扣 优惠
tax duty | 税 税额
fee charge commission | 手续费 服务费
deposit downpayment | 押金 存款 首付
balance | 余额
loan credit | 贷款 信贷
default | 违约
fraud scam fraudulent | 欺诈 诈骗
churn churned attrition | 流失
return returned refund refunded | 退货 退款
purchase purchased bought buy bought | 购买 下单
order | 订单
click clicked ctr | 点击 点击率
view views viewed | 浏览量 观看
conversion converted convert | 转化 转化率
spam junk | 垃圾
sentiment mood emotion feeling | 情感 情绪
opinion review comment feedback | 评论 评价 点评 评语
rating score stars | 评分 得分 打分 分数 星级
grade rank level tier | 等级 级别 档次 评级
mark marks score | 成绩 分数
quality | 质量 品质
quantity qty count number units pieces | 数量 个数 件数 次数
class category type kind label | 类别 类型 种类 类目 分类
species breed | 物种 品种
variety cultivar strain | 品种
genre style | 流派 风格 体裁
topic theme subject | 主题 话题
tag tags keyword label | 标签 关键词
title headline heading | 标题 题目
caption description descr desc text | 描述 说明 文本
author writer | 作者
photographer | 摄影师
speaker | 说话人
doctor physician clinician | 医生 医师 大夫
nurse | 护士
patient | 病人 患者
diagnosis disease illness condition | 诊断 疾病 病情
symptom complaint | 症状 主诉
cancer tumour tumor malignancy | 癌 肿瘤 癌症
malignant | 恶性
stroke | 中风 卒中
infection infected sepsis | 感染
mortality death died deceased dead die dying | 死亡 去世
survival survived alive | 存活 生存 幸存
readmission readmitted readmit | 再入院
admission admitted admit | 入院
discharge discharged | 出院
stay hospitalisation hospitalization | 住院
severity severe | 严重程度 严重
dose dosage | 剂量
drug medication medicine treatment therapy | 药物 治疗 用药
glucose sugar | 血糖
cholesterol | 胆固醇
haemoglobin hemoglobin hgb | 血红蛋白
weight mass heaviness | 体重 重量 质量
height tall | 身高 高度
length long | 长度
width | 宽度
depth | 深度
thickness | 厚度
diameter | 直径
volume | 体积 容量
area size sqm sqft surface | 面积
distance | 距离
age old | 年龄
sex gender male female | 性别
name | 姓名 名称 名字
address | 地址
city town | 城市
country nation | 国家
region area zone district | 地区 区域
province state | 省份 省
location place site position | 位置 地点
origin provenance | 产地 来源
postcode zip zipcode postal | 邮编
latitude lat | 纬度
longitude lon lng | 经度
altitude elevation | 海拔
date day | 日期
time timestamp | 时间
duration | 时长 持续时间
year | 年份
month | 月份
hour hours | 小时 钟点
weekday | 星期 周几
season | 季节
delay delayed late lateness | 延误 晚点 延迟
arrival arrived arr | 到达 到港
departure departed dep | 出发 起飞 离港
speed velocity rpm | 速度 车速 转速
acceleration accel acc | 加速度
temperature temp | 温度 气温
humidity rh moisture | 湿度
pressure press | 压力 气压
wind windspeed | 风 风速
rain rainfall precipitation precip | 降雨 降水 雨量
snow snowfall | 降雪 雪
fog mist | 雾
visibility vis | 能见度
radiation irradiance | 辐射 辐照
cloud cloudiness clouds | 云量
weather | 天气
voltage volt | 电压
current ampere | 电流
power watt | 功率
energy electricity consumption | 能量 能耗 电量
frequency freq | 频率
torque moment | 扭矩
force | 力
vibration vib vibrations | 振动 震动
noise loudness | 噪声 噪音
flow | 流量
battery soc | 电池 电量
oil lubricant | 机油 油
bearing | 轴承
engine motor | 发动机 引擎 电机
turbo turbocharger | 涡轮
brake braking brakes | 刹车 制动
steering steer | 转向
gear | 齿轮 档位
wheel tyre tire | 轮胎 车轮
vehicle car | 车辆 汽车 车
mileage odometer | 里程
fault failure malfunction breakdown defect fail failed broken | 故障 失效 损坏 缺陷
code | 码 代码
repair maintenance service | 维修 检修 保养 修理
mechanic technician operator worker inspector | 技师 检修员 操作员 工人
machine equipment device | 机器 设备
wear worn | 磨损
crack cracked | 裂纹 裂缝
leak leakage | 泄漏 渗漏
collision crash accident | 碰撞 事故
slip slippage slipping | 滑移 打滑
grasp | 抓取
object obj item thing | 物体 对象
success ok succeed succeeded successful | 成功
risk hazard danger | 风险
alarm alert warning | 报警 警报 告警
status state | 状态
event | 事件
urgency priority urgent | 紧急程度 优先级
ticket | 工单
team department dept | 团队 部门
customer client cust | 客户 顾客
user member | 用户
employee staff | 员工
student pupil learner | 学生
teacher instructor | 老师 教师
school university | 学校
class classroom | 班级
product goods merchandise | 商品 产品
shop store retailer seller vendor | 店铺 商店 卖家 商家
brand make manufacturer maker | 品牌 厂家 制造商
model | 型号
colour color | 颜色
material | 材料 材质
shape | 形状
packaging package parcel | 包裹 包装
courier carrier shipper | 快递 承运商
shipping delivery shipped delivered | 配送 送达 运输
warehouse depot | 仓库
stock inventory | 库存
channel source | 渠道
plan subscription | 套餐
usage use consumption | 用量
tenure | 在网时长
ltv lifetime | 生命周期
energy efficiency | 能效
rooms bedrooms room bedroom | 房间 卧室
floor storey | 楼层
house home flat apartment property | 房屋 房子 房源
rent | 租金 房租
asking listing list listed | 挂牌 要价
sale selling deal | 成交 促销
original | 原
view | 视图
yield harvest crop output production | 产量 亩产 收成
soil | 土壤
fertiliser fertilizer fert | 肥料 施肥
irrigation watering | 灌溉
pest insect | 虫害
blight infected | 病害
lodging lodged | 倒伏
ripeness maturity ripe | 成熟度
leaf leaves foliage | 叶片 叶子
fruit | 果实
plant | 植株
plot field parcel | 地块
protein | 蛋白质
fat | 脂肪
sugar sweetness | 糖度
acidity acid | 酸度
alcohol | 酒精
calories kcal calorie calorific | 热量 卡路里
ingredients ingredient | 配料 食材
recipe dish meal | 菜 菜品
cuisine | 菜系
language lang | 语言 语种
song track music tune | 歌曲 曲目
lyrics | 歌词
image picture photo photograph pic img | 图片 图像 照片
scan | 扫描
xray radiograph cxr | 胸片
audio sound recording wav | 音频 录音 声音
video clip footage | 视频
camera cam | 相机 摄像头
radar | 雷达
signal waveform | 信号 波形
bird | 鸟
call calls | 叫声
gap bandgap | 带隙 能隙
toxicity toxic tox | 毒性
solubility soluble | 溶解度
activity active | 活性
concentration conc content | 浓度 含量
hardness | 硬度
strength | 强度
viscosity | 粘度
purity | 纯度
residual remaining rest | 剩余 残余
life lifetime lifespan | 寿命
popular popularity hit | 爆款 热度
bestseller | 爆款 畅销
likes like | 点赞
share shares shared | 分享 转发
followers subscribers | 粉丝
fake fabricated hoax | 虚假 假
hate hateful | 仇恨
satisfaction csat satisfied | 满意度
recommend recommendation nps | 推荐
income revenue | 收入
bonus | 奖金
hired hire recruited | 录用
resigned quit attrition | 离职
promotion promoted | 晋升
ethnicity race | 种族 民族
religion | 宗教
marital married | 婚姻
education schooling degree | 学历 教育
occupation job profession employment emp | 职业
nationality citizenship | 国籍
compensation payout claim | 赔付 理赔 赔偿
insurance policy premium | 保险 保单 保费
interest rate | 利率
signature | 签名
note notes remark memo | 备注 笔记
version | 版本
resolution resolved resolve | 解决
helpful useful | 有用 有帮助
vote votes | 票数 投票
play plays played | 播放 播放量
completion complete completed finished finish | 完成 完播
violation violate violating illegal | 违规 违法
complaint complain complained | 投诉
cancel cancelled canceled cancellation | 取消
subscribe subscribed subscription renewal renew renewed | 订阅 续费 续订
retention retained retain | 留存
register registered signup | 注册
login visit visits session | 登录 访问 会话
active activity | 活跃
download downloads | 下载
exposure impression impressions | 曝光
ad ads advert advertisement | 广告
keyword query search | 搜索 查询
recipient receiver | 收件人 接收人
sender | 发件人 发送人
urgent emergency | 紧急 急诊
exam examination test | 考试 检查 检验
attendance attend attended | 出勤 到课
absence absent absences | 缺席 缺勤 旷课
dropout drop | 退学 辍学
graduate graduated graduation | 毕业
pass passed | 通过 及格
homework assignment | 作业
major subject discipline | 专业 科系 学科
course lesson | 课程
hospital clinic | 医院
department ward unit | 科室 病区
cost charge bill | 费用 账单
surgery operation | 手术
complication complications | 并发症
recurrence relapse relapsed recurrent | 复发
metastasis metastatic | 转移
differentiation differentiated | 分化
stage staging | 分期 阶段
heartbeat pulse bpm | 心率 脉搏
pressure bp | 血压
oxygen spo2 saturation | 血氧
respiration breathing | 呼吸
fever | 发热 发烧
pain | 疼痛
fall fell fallen | 跌倒 摔倒
sleep | 睡眠
stress | 压力 应激
gesture | 手势
pose posture | 姿态 姿势
obstacle | 障碍物 障碍
terrain | 地形 地面
road lane | 路况 路面 道路
pedestrian | 行人
traffic congestion congested | 拥堵 交通 客流
crowd crowded | 拥挤
passenger passengers | 乘客 旅客
flight | 航班
driver | 驾驶员 司机
trip journey ride | 行程 旅程
eta arrival | 到达时间
payload cargo | 载重 货物 载荷
joint | 关节
angle | 角度 转角
friction | 摩擦
error deviation | 误差 偏差
anomaly anomalous abnormal | 异常
alarm warning | 告警 预警
overheat overheating overheated | 过热
tool | 刀具 工具
roughness | 粗糙度
porosity | 孔隙率
moisture water | 含水率 水分
freshness fresh | 新鲜度 新鲜
taste flavour flavor | 口味 味道
pollution polluted contaminated contamination | 污染
air aqi | 空气
flood flooding | 洪水 内涝
fire | 火灾
landslide | 滑坡
earthquake | 地震
forest tree | 森林 树木
animal | 动物
fish | 鱼
dog cat pet | 宠物
adopted adoption | 领养
news article | 新闻 文章
clickbait | 标题党
reading read reads | 阅读 阅读量
comments replies | 评论数 回复
rumour rumor misinformation | 谣言
political stance | 立场
toxic offensive abusive | 辱骂 攻击
sarcasm sarcastic irony | 讽刺
intent intention | 意图
humour humor funny | 幽默 搞笑
emotion mood | 心情
subtitle transcript | 字幕 转写
duration runtime length | 片长
budget | 预算
director | 导演
actor cast | 演员
award prize | 奖项 获奖
deal close closed won | 成交
lead | 线索
credit creditworthiness | 信用
overdue late | 逾期
repay repaid repayment | 还款
bankrupt bankruptcy | 破产
stock share | 股票
volume turnover | 成交量
apartment flat | 公寓
decoration renovation | 装修
parking | 车位 停车
elevator lift | 电梯
built construction | 建造 建筑
employee headcount | 人数
inbound arrivals | 进站
outbound departures | 出站
"""
_ROWS = [
    tuple(side.split() for side in line.split("|"))
    for line in _TABLE.strip().splitlines()
]


def _index() -> dict[str, frozenset[int]]:
    """Each word with the rows that it stands in."""
    rows: dict[str, set[int]] = {}
    for number, (english, chinese) in enumerate(_ROWS):
        for word in (*english, *chinese):
            rows.setdefault(word, set()).add(number)
    return {word: frozenset(found) for word, found in rows.items()}


_OF = _index()
_CHINESE = re.compile(
    "|".join(sorted({w for _, c in _ROWS for w in c}, key=len, reverse=True))
)


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> float:
    """`likeness`, or SAME for two words that mean the same in some table."""
    found = likeness(a, b)
    if found >= SAME:
        return found
    same = _of(a) & _of(b)
    return SAME if same else found


def _of(word: str) -> frozenset[int]:
    return _OF.get(word) or _OF.get(word.removesuffix("s"), frozenset())


def chinese_words(word: Span) -> list[Span]:
    """The words of the table in Chinese text: `维修成本` is 维修 and 成本."""
    return [
        Span(word.start + m.start(), word.start + m.end(), m[0])
        for m in _CHINESE.finditer(word.text)
        if len(m[0]) > 1
    ]


def parted(name: str) -> list[str]:
    """A Chinese name as words of the table, and what stands between: 延误 and 分钟; []
    if no word of the table is in it."""
    bare = re.sub("^(?:是否|是不是|有无|有没有)", "", name)
    words = [word for word in re.split(f"({_CHINESE.pattern})", bare) if word]
    known = [word for word in words if _CHINESE.fullmatch(word)]
    return words if known and len(known) * 2 >= len(words) else []
