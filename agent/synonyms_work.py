"""Words that mean the same, English | Chinese: works, energy, money."""

TABLE = """
prep preparation prepare preparing cook cooking | 制作 备餐 出餐 备货 烹饪
range endurance | 续航 续航里程
coupon voucher | 优惠券 代金券
rider courier | 骑手 快递员 配送员
tip tips | 小费
tenant | 租客 租户
landlord | 房东
bathroom bathrooms | 卫生间
orientation facing | 朝向
metro subway | 地铁
neighbourhood neighborhood community | 小区
supplier | 供应商
batch lot | 批次
shift | 班次
scrap scrapped reject rejected | 报废 不合格
rework reworked | 返工
downtime outage | 停机
weld welding | 焊缝 焊接
scratch | 划痕
pump | 水泵
valve | 阀门
fan blower | 风机 风扇
blade | 叶片 桨叶
gearbox | 齿轮箱
fuel petrol | 油耗 燃油
charging | 充电
capacity | 容量
degradation fade | 衰减
cycle cycles | 循环
slope | 坡度
turbidity | 浊度
ammonia | 氨氮
oxygen | 溶解氧
volatility | 波动率
dividend | 分红
collateral | 抵押
smell odour odor | 气味 异味
smoker smoking smoke | 吸烟 抽烟
drinking | 饮酒 喝酒
allergy allergic | 过敏
vaccine vaccinated vaccination | 疫苗 接种
pregnancy pregnant | 怀孕 妊娠
nodule lesion | 结节 病灶
pathology histology biopsy | 病理 活检
ventilator ventilation ventilated | 呼吸机 通气
ecg ekg | 心电图 心电
heart cardiac | 心脏
lung pulmonary | 肺部
kidney renal | 肾脏
liver hepatic | 肝脏
vision eyesight | 视力
hearing | 听力
tooth teeth | 牙齿
wound injury injured | 受伤 伤口 伤情
wait waiting queue | 等待 等候 排队
waiter | 服务员
hotel | 酒店
restaurant | 餐厅 饭店
guest guests | 客人 住客
booking reservation booked | 预订 预约
occupancy | 入住率
visitor visitors | 游客 访客
luggage baggage | 行李
seat seats | 座位
route line | 线路 路线
station stop | 站点 车站
truck lorry | 卡车 货车
bus | 公交
train | 列车
match game | 比赛
player | 球员 选手 玩家
coach | 教练
goals | 进球
audience attendance | 观众 上座
exhibit | 展品
artist singer | 艺术家 歌手
painting artwork | 画作
auction hammer | 拍卖
thumbnail cover | 封面 缩略图
streamer host | 主播
chapter episode | 章节
paid paying payer | 付费
crash crashed | 崩溃 闪退
uninstall uninstalled | 卸载
agent | 客服 坐席 经纪人
escalate escalated escalation | 升级
tone | 语气
essay composition | 作文
pronunciation | 发音
fluency | 流利度
semester term | 学期
milk | 牛奶 产奶 奶量
cow cattle | 奶牛
feed fodder | 饲料
vet veterinarian | 兽医
ship shipped shipping dispatch dispatched | 发货 出货
repurchase rebuy | 复购 回购
buyer purchaser | 买家 买方
seller vendor merchant | 卖家 卖方 商家 商户
panel module | 组件 面板
inverter | 逆变器
irradiance radiation insolation | 辐照度 辐射 光照
tilt inclination | 倾角 倾斜
dust dirt soiling | 灰尘 积灰 粉尘
clean cleaning cleaned | 清洗 清洁 打扫
operator staff worker technician | 运维人员 操作人员 值班员 工作人员 师傅
maintenance maintained upkeep | 维护 保养 养护
inspection inspected check | 巡检 检查 检验
replace replaced replacement | 更换 替换
install installed installation | 安装
part component spare | 零件 部件 配件
tool cutter | 刀具
spindle | 主轴
mold mould | 模具
furnace kiln oven | 炉温 炉子 烤箱
alloy | 合金
steel | 钢材 钢铁
concrete cement | 混凝土 水泥
brick tile | 砖块 瓷砖
glass | 玻璃
plastic | 塑料
rubber | 橡胶
paper | 纸张
wood timber | 木材
stone rock | 岩石 石料
sand gravel | 砂石 砂子
ore mine mining | 矿石 采矿
coal | 煤炭 煤质
gas | 燃气 瓦斯 气体
water | 用水 水量
level | 水位 液位
tank reservoir | 水库 水箱 储罐
river stream | 河流 河道
lake pond | 湖泊 池塘
sea ocean | 海洋 海水
tide wave | 潮位 潮汐 海浪
salinity salt | 盐度
dam | 大坝
bridge | 桥梁
tunnel | 隧道
pipe pipeline | 管道 管线
grid | 电网
transformer | 变压器
cable wire | 电缆 线缆
insulator | 绝缘子
substation | 变电站
generator | 发电机
turbine | 涡轮 汽轮机
boiler | 锅炉
compressor | 压缩机
cooling coolant chiller | 冷却 制冷
heating heat | 供暖 加热 热量
efficiency | 效率
loss losses | 损耗
emission emissions carbon co2 | 排放 碳排放
exhaust | 尾气 排气
smoke | 烟雾
ozone | 臭氧
particulate pm | 颗粒物
pollen | 花粉
sunshine sunlight | 日照
evaporation | 蒸发
frost freezing | 霜冻 结冰
storm typhoon | 风暴 台风
drought | 干旱
thunder lightning | 雷电 闪电
landing land | 着陆 降落
takeoff | 起飞
runway | 跑道
gate | 登机口
aircraft airplane plane | 飞机 机型
airline | 航空公司
pilot captain | 飞行员 机长
crew | 机组
vessel boat | 船舶 船只
port harbor harbour | 港口
container | 集装箱
freight cargo goods | 货运 货物
fleet | 车队
vehicle car auto | 车辆 车型 车
plate | 车牌
lane | 车道
intersection junction | 路口
parking park | 停车 泊车
toll | 过路费 通行费
trip ride journey | 行程 出行
pickup | 上车 取件
dropoff | 下车
surge | 溢价
bike bicycle | 自行车 单车
scooter | 电动车 滑板车
helmet | 头盔
tyre tire wheel | 轮胎 车轮
clutch | 离合器
axle | 车轴
rail track | 轨道 钢轨
signal | 信号
platform | 站台 平台
schedule timetable | 班表 时刻表
punctual ontime | 准点 准时
income earnings | 收益 收入
asset assets | 资产
debt liability | 负债 债务
equity share | 股权 股份
stock | 股票
bond | 债券
fund | 基金
currency | 货币
exchange | 汇率 交易所
transaction trade | 交易
transfer remittance | 转账 汇款
account | 账户 账号
card | 卡片 银行卡
limit quota | 额度 限额
overdue arrears | 逾期 欠款
repayment repaid repay | 还款
invoice receipt | 发票
budget | 预算
tax | 税费
audit | 审计 审核
contract | 合同
bid tender | 投标 招标
project | 项目
progress | 进度
deadline due | 截止 期限
milestone | 里程碑
manpower labor labour | 人工 劳动 用工
wage salary | 薪资 工资
hire hired recruit | 录用 招聘
leave absent | 请假
resign resigned quit turnover | 离职 辞职
promotion promoted | 晋升 升职
appraisal | 考核
injury injured hurt | 工伤 受伤
safety safe | 安全
risk | 风险
penalty fine | 罚款 处罚
violation | 违章 违规
inspector auditor | 检查员 审核员
owner proprietor | 业主 车主
resident | 居民 住户
population | 人口
village town | 村庄 乡镇
farm farmer | 农场 农户 农民
density | 密度
max maximum highest peak | 最大 最高 峰值
min minimum lowest | 最小 最低
avg average mean | 平均 均值
total sum | 总计 合计 总额
value worth | 金额 价值
rate ratio share pct percent percentage | 比例 比率 占比 百分比
change delta | 变化 变动
start begin | 开始 起始
end finish | 结束
origin departure | 起点 出发地 始发
destination | 终点 目的地
first | 首次 第一次
last previous prior | 上次 上一次 以往
next | 下次 下一次
return revisit | 回访 再来
daily | 每日 日均
weekly | 每周 周均
monthly | 每月 月均 月度
annual yearly | 每年 年均 年度
indoor | 室内
outdoor | 室外
inlet | 进口 入口
outlet | 出口
ambient environment | 环境
holiday | 节假日 假期
weekend | 周末
success successful | 成功
failure failed fail | 失败
error errors | 错误 报错
valid | 有效
dwell stay | 停留
scroll | 滚动
cart basket | 购物车 加购
gift | 礼物 赠品
member loyalty | 会员
points | 积分
quit leave left | 退出 离开
"""
