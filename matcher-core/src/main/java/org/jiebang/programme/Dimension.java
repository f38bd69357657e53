package org.jiebang.programme;

/** In what the teams of one unit must differ, and the host of a station. */
public enum Dimension {
    MEMBERS("成员", "members"),
    PROBLEMS("拟解决问题难题", "problems"),
    REGIONS("服务区域", "regions served"),
    CONTENT("服务内容", "service content"),
    RESULTS("成果成效", "results"),
    HOSTS("被服务单位", "hosts");

    private final String label;
    private final String english;

    Dimension(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }
}
