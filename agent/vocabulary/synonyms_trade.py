"""Words that mean the same, English | Chinese: trade, health, weather, machines."""

TABLE = """
price fare tariff | 价格 售价 单价 价钱 价 定价 估价 报价
cost expense expenditure | 成本 费用 花费 开销 支出
amount sum total | 金额 总额 总量 合计
revenue sales turnover gross proceeds box | 营收 收入 营业额 票房
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
fraud scam fraudulent | 欺诈 诈骗 骗保 骗赔
churn churned attrition | 流失
return returned refund refunded | 退货 退款
purchase purchased bought buy bought | 购买 下单
order | 订单
click clicked | 点击 点击量 点击数
view views viewed | 浏览量 观看
conversion converted convert | 转化 转化率
spam junk | 垃圾
sentiment mood emotion feeling | 情感 情绪
opinion review comment feedback | 评论 评价 点评 评语
rating score stars grade | 评分 得分 打分 分数 星级 评级
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
title headline heading subject | 标题 题目 主题
caption description descr desc text | 描述 说明 文本 文字
author writer | 作者
photographer | 摄影师
speaker | 说话人
doctor physician clinician | 医生 医师 大夫
nurse | 护士
patient | 病人 患者
diagnosis disease illness condition | 诊断 疾病 病情
symptom complaint | 症状 主诉
cancer tumour tumor malignancy | 癌 肿瘤 癌症
malignant malignancy cancer | 恶性
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
weight mass heaviness | 体重 重量
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
duration | 时长 持续时间 用时 耗时
year | 年份
month | 月份
hour hours | 小时 钟点
weekday | 星期 周几
season | 季节
delay delayed late lateness | 延误 晚点 延迟
arrival arrived arr | 到达 到港
departure departed dep | 出发 启程 起飞 离港
speed velocity rpm | 速度 车速 转速
rpm rotation | 转速
pitch | 桨距 桨距角 俯仰
transit transport shipping | 运输 在途
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
power watt | 功率 出力
energy electricity consumption | 能量 能耗 电量
frequency freq | 频率
torque moment | 扭矩
force | 力
vibration vib vibrations | 振动 震动
noise loudness | 噪声 噪音
flow | 流量
battery | 电池
soc | 电量 荷电状态
soh | 健康度
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
status state condition | 状态
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
brand make manufacturer maker | 品牌 厂家 制造商 牌子 厂商
model | 型号
colour color | 颜色
material filament | 材料 材质 耗材
shape | 形状
packaging package parcel | 包裹 包装
courier carrier shipper | 快递 承运商 承运人 船公司 航运公司
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
asking listing list listed | 挂牌 要价 标价
sale selling deal | 成交 促销
original | 原
view | 视图
yield harvest output production | 产量 亩产 收成
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
defect flaw | 缺陷 瑕疵
tensile | 抗拉强度 抗拉 拉伸强度
elongation | 延伸率 伸长率
agent | 经办人 代理人
"""
