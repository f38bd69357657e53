package org.jiebang.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jiebang.matching.Sentence;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the form files beside this class. They are part of the product: what is wrong with one is a bug and an exception. */
final class FormReader {
    private FormReader() {}

    static Form read(String file) {
        try (InputStream in = Objects.requireNonNull(FormReader.class.getResourceAsStream(file), file)) {
            return form(new Item(new Yaml(new SafeConstructor(new LoaderOptions())).load(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Form form(Item item) {
        Form form = new Form(
                item.text("编号"),
                new Sentence(item.text("名称"), item.text("英文名")),
                item.items("部分").stream().map(FormReader::block).toList(),
                item.items("核对").stream().map(FormReader::agreement).toList());
        item.refuseOthers();
        Set<String> ids = new HashSet<>();
        for (Field field : form.fields()) {
            if (!ids.add(field.id())) {
                throw new IllegalArgumentException("The field " + field.id() + " stands there twice.");
            }
        }
        for (Agreement agreement : form.agreements()) {
            for (Agreement.Term term : terms(agreement)) {
                Field field = form.field(term.field())
                        .orElseThrow(() -> new IllegalArgumentException("There is no field " + term + "."));
                if (!term.column().isEmpty()
                        && field.columns().stream()
                                .noneMatch(column -> column.id().equals(term.column()))) {
                    throw new IllegalArgumentException("There is no column " + term + ".");
                }
            }
        }
        return form;
    }

    private static List<Agreement.Term> terms(Agreement agreement) {
        return switch (agreement) {
            case Agreement.Different different ->
                List.of(Agreement.Term.of(different.first()), Agreement.Term.of(different.second()));
            case Agreement.Sums sums ->
                Stream.concat(sums.left().stream(), sums.right().stream()).toList();
            case Agreement.Within within -> List.of(within.periods(), Agreement.Term.of(within.period()));
        };
    }

    private static Block block(Item item) {
        Block block = new Block(
                item.text("序"),
                new Sentence(item.text("名称"), item.text("英文名")),
                item.items("栏目").stream().map(FormReader::field).toList());
        item.refuseOthers();
        return block;
    }

    private static Field field(Item item) {
        String id = item.text("编号");
        Field field = new Field(
                id,
                item.text("印文", id),
                kind(item.text("类型")),
                item.amount("上限"),
                item.values("选项").stream().map(FormReader::option).toList(),
                item.items("列").stream().map(FormReader::field).toList(),
                !item.text("必填", "是").equals("否"),
                item.text("说明", ""),
                item.text("依据", ""));
        item.refuseOthers();
        return field;
    }

    private static FieldKind kind(String label) {
        return Arrays.stream(FieldKind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no kind of field " + label + "."));
    }

    private static Option option(Object value) {
        if (value instanceof Map<?, ?>) {
            Item item = new Item(value);
            Option option = new Option(item.text("值"), item.text("印文"));
            item.refuseOthers();
            return option;
        }
        return new Option(String.valueOf(value), String.valueOf(value));
    }

    private static Agreement agreement(Item item) {
        boolean hard = item.text("约束").equals("必须");
        String source = item.text("依据");
        Agreement agreement;
        if (item.has("不同")) {
            List<String> fields = item.texts("不同");
            agreement = new Agreement.Different(fields.getFirst(), fields.getLast(), hard, source);
        } else if (item.has("相等")) {
            List<List<Agreement.Term>> sides = item.values("相等").stream()
                    .map(side -> texts(side).stream().map(Agreement.Term::of).toList())
                    .toList();
            agreement = new Agreement.Sums(sides.getFirst(), sides.getLast(), hard, source);
        } else {
            List<String> fields = item.texts("期间");
            agreement = new Agreement.Within(Agreement.Term.of(fields.getFirst()), fields.getLast(), hard, source);
        }
        item.refuseOthers();
        return agreement;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    /** A mapping that knows which of its keys were read: a slip of the pen must not silently drop a limit. */
    private static final class Item {
        private final Map<String, Object> values = new HashMap<>();
        private final Set<String> read = new LinkedHashSet<>();

        Item(Object node) {
            if (!(node instanceof Map<?, ?> mapping)) {
                throw new IllegalArgumentException("Fields were expected, not: " + node);
            }
            mapping.forEach((key, value) -> values.put(String.valueOf(key), value));
        }

        boolean has(String key) {
            return values.containsKey(key);
        }

        private @Nullable Object value(String key) {
            read.add(key);
            return values.get(key);
        }

        String text(String key) {
            Object value = value(key);
            if (value == null) {
                throw new IllegalArgumentException(key + " is missing in " + values + ".");
            }
            return String.valueOf(value);
        }

        String text(String key, String otherwise) {
            Object value = value(key);
            return value == null ? otherwise : String.valueOf(value);
        }

        @Nullable
        BigDecimal amount(String key) {
            Object value = value(key);
            return value == null ? null : new BigDecimal(String.valueOf(value));
        }

        List<?> values(String key) {
            return value(key) instanceof List<?> list ? list : List.of();
        }

        List<String> texts(String key) {
            return values(key).stream().map(String::valueOf).toList();
        }

        List<Item> items(String key) {
            return values(key).stream().map(Item::new).toList();
        }

        void refuseOthers() {
            Set<String> others = new HashSet<>(values.keySet());
            others.removeAll(read);
            if (!others.isEmpty()) {
                throw new IllegalArgumentException("Nobody reads " + others + " in " + values + ".");
            }
        }
    }
}
