package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jiebang.api.platform.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new BreachedPasswords(""));

    @AfterEach
    void end() {
        passwords.destroy();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short1!",
                "password123",
                "qwertyuiop",
                "1234567890",
                "jiebang2026",
                "jiebangkexie",
                "kechuangjiangsu",
                "li.xiaoming1",
                "aaaaaaaaaaaaaaaa"
            })
    void refusesWhatIsEasilyGuessed(String password) {
        assertThatThrownBy(() -> passwords
                        .check("password", password, List.of("li.xiaoming", "李晓明"))
                        .block())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> org.assertj.core.api.Assertions.assertThat(
                                        refused.violations().getFirst().code())
                                .isEqualTo("WEAK_PASSWORD"));
    }

    @Test
    void takesLongWordsOfAnyKind() {
        assertThatCode(() -> {
                    passwords
                            .check("password", "seven lanterns beside the lake", List.of())
                            .block();
                    passwords.check("password", "湖边七盏灯照着渔船归来时", List.of()).block();
                })
                .doesNotThrowAnyException();
    }
}
