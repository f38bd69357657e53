package org.jiebang.sample;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jiebang.industry.SegmentId;

/**
 * How people of a trade speak: a chemist has 工艺, 生产线 and 原料 where a programmer has 方法, 平台 and 资源.
 *
 * @param craft what they call their way of working
 * @param site where they work
 * @param make what they do with a product
 * @param input what goes into it
 */
record Trade(String craft, String site, String make, String input) {
    private static final Map<String, Trade> TRADES = read();

    /** The trade of a segment, else of its chain, else the general one. */
    static Trade of(SegmentId segment) {
        Trade own = TRADES.get(segment.value());
        Trade chain = own == null ? TRADES.get(segment.chain()) : own;
        return chain == null ? Objects.requireNonNull(TRADES.get("*")) : chain;
    }

    private static Map<String, Trade> read() {
        Map<String, Trade> trades = new HashMap<>();
        TextFile.pairs("trades.txt").forEach((key, words) -> {
            List<String> cells = Arrays.asList(words.split("\\s*\\|\\s*"));
            trades.put(key, new Trade(cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
        });
        return trades;
    }
}
