package org.jiebang.form;

import java.util.List;

/** The official forms that the platform knows. */
public final class Forms {
    private static final List<Form> ALL =
            List.of(FormReader.read("service-team-2024.yaml"), FormReader.read("problem-2024.yaml"));

    private Forms() {}

    public static List<Form> all() {
        return ALL;
    }

    /**
     * The form of that id: {@code service-team-2024} or {@code problem-2024}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Form named(String id) {
        return ALL.stream()
                .filter(form -> form.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no form " + id + ". There are: "
                        + ALL.stream().map(Form::id).toList()));
    }
}
