package org.jiebang.api.access;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The permission table for people. */
@RestController
class PermissionController {
    private final PermissionTable table;

    PermissionController(PermissionTable table) {
        this.table = table;
    }

    /** A role with its names. */
    record RoleView(String code, String label, String english) {}

    /** An action with what it is for each role: allow, deny, own or region. */
    record ActionView(String code, String label, String english, Map<String, String> decisions) {}

    record TableView(List<RoleView> roles, List<ActionView> actions) {}

    @Requires(Action.PERMISSION_READ)
    @GetMapping("/api/permissions")
    TableView permissions() {
        return new TableView(
                Arrays.stream(Role.values())
                        .map(role -> new RoleView(role.name(), role.label(), role.english()))
                        .toList(),
                Arrays.stream(Action.values()).map(this::view).toList());
    }

    private ActionView view(Action action) {
        PermissionTable.Row row = table.row(action);
        Map<String, String> decisions = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            decisions.put(role.name(), table.decide(role, action).name().toLowerCase(Locale.ROOT));
        }
        return new ActionView(action.code(), row.label(), row.english(), decisions);
    }
}
