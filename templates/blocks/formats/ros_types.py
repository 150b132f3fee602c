"""Definitions of messages that recordings of ROS 2 before Iron don't bring along."""

ROS_TYPES = """
builtin_interfaces/Time: int32 sec, uint32 nanosec
builtin_interfaces/Duration: int32 sec, uint32 nanosec
std_msgs/Header: builtin_interfaces/Time stamp, string frame_id
std_msgs/Bool: bool data
std_msgs/Float32: float32 data
std_msgs/Float64: float64 data
std_msgs/Int32: int32 data
std_msgs/Int64: int64 data
std_msgs/MultiArrayDimension: string label, uint32 size, uint32 stride
std_msgs/MultiArrayLayout: std_msgs/MultiArrayDimension[] dim, uint32 data_offset
std_msgs/Float32MultiArray: std_msgs/MultiArrayLayout layout, float32[] data
std_msgs/Float64MultiArray: std_msgs/MultiArrayLayout layout, float64[] data
geometry_msgs/Vector3: float64 x, float64 y, float64 z
geometry_msgs/Point: float64 x, float64 y, float64 z
geometry_msgs/Quaternion: float64 x, float64 y, float64 z, float64 w
geometry_msgs/Pose: geometry_msgs/Point position, geometry_msgs/Quaternion orientation
geometry_msgs/Twist: geometry_msgs/Vector3 linear, geometry_msgs/Vector3 angular
geometry_msgs/Accel: geometry_msgs/Vector3 linear, geometry_msgs/Vector3 angular
geometry_msgs/Wrench: geometry_msgs/Vector3 force, geometry_msgs/Vector3 torque
geometry_msgs/Vector3Stamped: std_msgs/Header header, geometry_msgs/Vector3 vector
geometry_msgs/PointStamped: std_msgs/Header header, geometry_msgs/Point point
geometry_msgs/PoseStamped: std_msgs/Header header, geometry_msgs/Pose pose
geometry_msgs/TwistStamped: std_msgs/Header header, geometry_msgs/Twist twist
geometry_msgs/AccelStamped: std_msgs/Header header, geometry_msgs/Accel accel
geometry_msgs/WrenchStamped: std_msgs/Header header, geometry_msgs/Wrench wrench
geometry_msgs/PoseWithCovariance: geometry_msgs/Pose pose, float64[36] covariance
geometry_msgs/TwistWithCovariance: geometry_msgs/Twist twist, float64[36] covariance
nav_msgs/Odometry: std_msgs/Header header, string child_frame_id, \
geometry_msgs/PoseWithCovariance pose, geometry_msgs/TwistWithCovariance twist
sensor_msgs/Imu: std_msgs/Header header, geometry_msgs/Quaternion orientation, \
float64[9] orientation_covariance, geometry_msgs/Vector3 angular_velocity, \
float64[9] angular_velocity_covariance, geometry_msgs/Vector3 linear_acceleration, \
float64[9] linear_acceleration_covariance
sensor_msgs/JointState: std_msgs/Header header, string[] name, float64[] position, \
float64[] velocity, float64[] effort
sensor_msgs/Joy: std_msgs/Header header, float32[] axes, int32[] buttons
sensor_msgs/MagneticField: std_msgs/Header header, \
geometry_msgs/Vector3 magnetic_field, float64[9] magnetic_field_covariance
sensor_msgs/FluidPressure: std_msgs/Header header, float64 fluid_pressure, \
float64 variance
sensor_msgs/Temperature: std_msgs/Header header, float64 temperature, float64 variance
sensor_msgs/Range: std_msgs/Header header, uint8 radiation_type, \
float32 field_of_view, float32 min_range, float32 max_range, float32 range
sensor_msgs/NavSatStatus: int8 status, uint16 service
sensor_msgs/NavSatFix: std_msgs/Header header, sensor_msgs/NavSatStatus status, \
float64 latitude, float64 longitude, float64 altitude, \
float64[9] position_covariance, uint8 position_covariance_type
"""


def ros_definition(kind: str) -> str:
    """The text of a message's definition with those of its parts, as recordings have
    it; empty for one that is not known here."""
    known = dict(line.split(": ") for line in ROS_TYPES.strip().splitlines())
    if kind not in known:
        return ""
    whole = [known.pop(kind).replace(", ", "\n")]
    whole += [f"MSG: {k}\n{fields}".replace(", ", "\n") for k, fields in known.items()]
    return "\n===\n".join(whole)
