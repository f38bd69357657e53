package org.jiebang.programme;

/** How an application is handed in. */
public enum Medium {
    ONLINE("在线填报", "online"),
    EMAIL("电子版", "e-mail"),
    PAPER("纸质版", "paper");

    private final String label;
    private final String english;

    Medium(String label, String english) {
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
