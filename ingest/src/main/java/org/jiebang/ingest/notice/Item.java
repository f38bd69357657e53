package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One numbered part of a notice, or a paragraph of it, and what is below it. */
final class Item {
    static final int ANNEX = 0;
    static final int PART_OF_TEXT = 2;
    /** 「第三条」 of regulations, below which （一） stands. */
    static final int ARTICLE = 3;
    /** A paragraph without number that announces a list (「有下列情形之一的：」). */
    static final int LIST = 5;
    /** A paragraph without number that only names what follows (「申报条件：」). */
    static final int PART = 7;
    /** 「一是」. */
    static final int COUNTED = 11;
    /** A paragraph that has no number. */
    static final int PARAGRAPH = 18;

    private final int level;
    private final String marker;
    private final String title;
    private final int start;
    private final int end;
    private @Nullable Item parent;
    private final List<Item> children = new ArrayList<>();

    /**
     * @param level 0 an annex, 2 「一、」, 4 「（一）」, 6 「1.」, 8 「（1）」, 10 「①」, or one of the constants
     * @param marker the number as it is cited: 一, （一）, 1, （1）; blank if there is none
     * @param title words before the first stop
     * @param start of the text behind the marker
     */
    Item(int level, String marker, String title, int start, int end, @Nullable Item parent) {
        this.level = level;
        this.marker = marker;
        this.title = title;
        this.start = start;
        this.end = end;
        if (parent != null) {
            below(parent);
        }
    }

    void below(Item above) {
        parent = above;
        above.children.add(this);
    }

    int level() {
        return level;
    }

    String title() {
        return title;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    @Nullable
    Item parent() {
        return parent;
    }

    List<Item> children() {
        return children;
    }

    /** Behind the last character of all that is below. */
    int lastEnd() {
        int last = end;
        for (Item child : children) {
            last = Math.max(last, child.lastEnd());
        }
        return last;
    }

    /** Itself and all that is below, in the order of the text. */
    List<Item> all() {
        List<Item> all = new ArrayList<>();
        all.add(this);
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    /** 「附件1 二、4」: where it stands. */
    String section() {
        String above = parent == null ? "" : parent.section();
        if (marker.isEmpty()) {
            return above;
        }
        return switch (level) {
            case ANNEX -> marker + " ";
            case PART_OF_TEXT -> above + marker + "、";
            default -> above + marker;
        };
    }
}
