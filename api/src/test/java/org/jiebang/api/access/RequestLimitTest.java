package org.jiebang.api.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private static final Actor ONE = Actor.anonymous("192.0.2.1", "r");
    private static final Actor OTHER = Actor.anonymous("192.0.2.2", "r");

    @Test
    void letsABurstPassAndThenSaysWhenToComeBack() {
        RequestLimit limit = new RequestLimit(2);
        for (int i = 0; i < 20; i++) {
            limit.check(ONE);
        }
        assertThatThrownBy(() -> {
                    limit.check(ONE);
                    limit.check(ONE);
                    limit.check(ONE);
                })
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    org.assertj.core.api.Assertions.assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                    org.assertj.core.api.Assertions.assertThat(refused.retryAfter())
                            .isPositive();
                });
        assertThatCode(() -> limit.check(OTHER)).doesNotThrowAnyException();
    }

    @Test
    void zeroMeansNoLimit() {
        RequestLimit limit = new RequestLimit(0);
        assertThatCode(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        limit.check(ONE);
                    }
                })
                .doesNotThrowAnyException();
    }
}
