package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnprivilegedUserTest {

    @Test
    void ordinaryUserNeedsNothing() {
        assertThat(UnprivilegedUser.prefix(1000, List.of("/no/such/program"))).isEmpty();
    }

    @Test
    void rootIsHiddenInANamespaceThatWorks() {
        assertThat(UnprivilegedUser.prefix(0, List.of("env", "A=b"))).containsExactly("env", "A=b");
    }

    @Test
    void rootWithoutNamespacesIsToldWhatToDo() {
        assertThatExceptionOfType(LocalServicesException.class)
                .isThrownBy(() -> UnprivilegedUser.prefix(
                        0, List.of("/bin/sh", "-c", "echo unshare failed: Operation not permitted; exit 1")))
                .withMessageContaining("says: unshare failed: Operation not permitted")
                .withMessageContaining("Way out: start as an ordinary user")
                .withMessageContaining("user.max_user_namespaces");
    }

    @Test
    void rootWithoutUnshareIsToldWhatToDo() {
        assertThatExceptionOfType(LocalServicesException.class)
                .isThrownBy(() -> UnprivilegedUser.prefix(0, List.of("/no/such/unshare")))
                .withMessageContaining("/no/such/unshare")
                .withMessageContaining("util-linux");
    }
}
