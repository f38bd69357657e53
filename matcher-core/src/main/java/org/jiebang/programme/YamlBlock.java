package org.jiebang.programme;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of a YAML file that knows its lines and which of its keys were read. */
final class YamlBlock {
    /** What is wrong, and where. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Remark remark;

        Unreadable(Node node, String code, Object... values) {
            super(code, null, false, false);
            this.remark = Remark.error(line(node), code, values);
        }

        Remark remark() {
            return remark;
        }
    }

    /** No rule counts further; sums of such numbers stay whole numbers of the machine. */
    private static final int LARGEST = 1_000_000;

    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    YamlBlock(Node node, List<Remark> remarks) {
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw new Unreadable(node, "not-fields");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
                remarks.add(Remark.error(line(tuple.getKeyNode()), "field-twice", key));
            }
            keys.put(key, tuple.getKeyNode());
        }
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    int line() {
        return line(node);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** Fields that nobody asked for: a slip of the pen must not silently drop a rule. */
    void refuseUnread(List<Remark> remarks) {
        keys.forEach((key, place) -> {
            if (!read.contains(key)) {
                remarks.add(Remark.error(line(place), "unknown-field", key));
            }
        });
    }

    Node required(String key) {
        Node value = optional(key);
        if (value == null) {
            throw new Unreadable(node, "field-missing", key);
        }
        return value;
    }

    @Nullable
    Node optional(String key) {
        read.add(key);
        Node value = values.get(key);
        return value instanceof ScalarNode scalar && scalar.getValue().isBlank() ? null : value;
    }

    String text(String key) {
        return scalar(required(key));
    }

    String text(String key, String otherwise) {
        Node value = optional(key);
        return value == null ? otherwise : scalar(value);
    }

    int number(String key) {
        return number(required(key));
    }

    int number(String key, int otherwise) {
        Node value = optional(key);
        return value == null ? otherwise : number(value);
    }

    static int number(Node value) {
        return parsed(value, "not-number", text -> {
            int number = Integer.parseInt(text);
            if (number < 0 || number > LARGEST) {
                throw new NumberFormatException(text);
            }
            return number;
        });
    }

    /** A plain number; powers of ten, which could be of any size, are none. */
    BigDecimal decimal(String key) {
        return parsed(required(key), "not-number", text -> {
            if (!text.matches("\\d{1,9}(\\.\\d{1,6})?")) {
                throw new NumberFormatException(text);
            }
            return new BigDecimal(text);
        });
    }

    boolean yes(String key) {
        Node value = optional(key);
        return value != null && yes(value);
    }

    static boolean yes(Node value) {
        return switch (scalar(value)) {
            case "是" -> true;
            case "否" -> false;
            default -> throw new Unreadable(value, "not-yes-or-no", scalar(value));
        };
    }

    LocalDate date(String key) {
        return date(required(key));
    }

    @Nullable
    LocalDate dateOrNull(String key) {
        Node value = optional(key);
        return value == null ? null : date(value);
    }

    private static LocalDate date(Node value) {
        return parsed(value, "not-date", text -> {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 2000 || date.getYear() > 2199) {
                throw new DateTimeException(text);
            }
            return date;
        });
    }

    @Nullable
    LocalTime timeOrNull(String key) {
        Node value = optional(key);
        return value == null ? null : parsed(value, "not-time", LocalTime::parse);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, Function<E, String> label) {
        return choice(required(key), type, label);
    }

    static <E extends Enum<E>> E choice(Node value, Class<E> type, Function<E, String> label) {
        String given = scalar(value);
        E[] all = type.getEnumConstants();
        for (E one : all) {
            if (label.apply(one).equals(given)) {
                return one;
            }
        }
        throw new Unreadable(
                value,
                "unknown-value",
                given,
                Words.names(Arrays.stream(all).map(label).toList()));
    }

    List<String> texts(String key) {
        return nodes(key).stream().map(YamlBlock::scalar).toList();
    }

    /** The items of a list; a single value is a list of one; none is empty. */
    List<Node> nodes(String key) {
        Node value = optional(key);
        return value == null ? List.of() : items(value);
    }

    static List<Node> items(Node value) {
        return value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
    }

    static Map<String, Integer> counts(Node value, List<Remark> remarks) {
        YamlBlock block = new YamlBlock(value, remarks);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String key : block.keys()) {
            counts.put(key, block.number(key));
        }
        return counts;
    }

    static List<String> scalars(Node value) {
        List<String> texts = new ArrayList<>();
        items(value).forEach(item -> texts.add(scalar(item)));
        return texts;
    }

    static String scalar(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw new Unreadable(value, "not-text");
    }

    private static <T> T parsed(Node value, String code, Function<String, T> parser) {
        String text = scalar(value);
        try {
            return parser.apply(text);
        } catch (NumberFormatException | DateTimeException e) {
            throw new Unreadable(value, code, text);
        }
    }
}
