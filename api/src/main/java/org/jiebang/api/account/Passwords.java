package org.jiebang.api.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiebang.api.platform.ApiException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Passwords as Argon2id hashes (19 MiB, 2 passes, 1 lane; OWASP Password Storage Cheat Sheet). They are computed one at a time beside the
 * other work, so that a flood of sign-ins costs at most one core; when too many wait the caller is answered 503.
 */
@Component
class Passwords implements DisposableBean {
    static final int SHORTEST = 10;
    static final int LONGEST = 128;

    private static final int WEAKEST_SCORE = 3;

    /** What somebody who attacks this platform tries before all else. */
    private static final List<String> PLATFORM =
            List.of("jiebang", "揭榜", "kexie", "科协", "kechuang", "科创中国", "keji", "科技", "jiangsu", "江苏", "jskx");

    /** How new hashes are made. */
    private static final String NEW = "argon2id";

    private static final int QUEUE = 64;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final DelegatingPasswordEncoder encoder = encoder();
    private final Scheduler scheduler = Schedulers.newBoundedElastic(1, QUEUE, "passwords", 60, true);
    private final Zxcvbn strength = new Zxcvbn();
    private final BreachedPasswords breached;
    private final String nobody = String.valueOf(encoder.encode(Secrets.next()));

    /** New hashes say how they were made; those of the first release do not, and are Argon2id as well. */
    private static DelegatingPasswordEncoder encoder() {
        Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
        DelegatingPasswordEncoder encoder = new DelegatingPasswordEncoder(NEW, Map.of(NEW, argon2));
        encoder.setDefaultPasswordEncoderForMatches(argon2);
        return encoder;
    }

    Passwords(BreachedPasswords breached) {
        this.breached = breached;
    }

    Mono<String> hash(String password) {
        return Mono.fromCallable(() -> String.valueOf(encoder.encode(password))).subscribeOn(scheduler);
    }

    /** Does the password belong to the hash? An empty hash costs as much time and never fits. */
    Mono<Boolean> matches(String password, String hash) {
        return Mono.fromCallable(() -> encoder.matches(password, hash.isEmpty() ? nobody : hash) && !hash.isEmpty())
                .subscribeOn(scheduler);
    }

    /** Was a hash made in another way than new ones are? */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /**
     * Refuses a password that is too short, easily guessed, or known from a breach.
     *
     * @param known what an attacker would try first: the person's names and organisation
     */
    Mono<Void> check(String field, String password, List<String> known) {
        return Mono.<Void>fromRunnable(() -> checkNow(field, password, known)).subscribeOn(scheduler);
    }

    private void checkNow(String field, String password, List<String> known) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw ApiException.badRequest(
                    field, "WEAK_PASSWORD", "密码应为 " + SHORTEST + " 到 " + LONGEST + " 个字符，可用任意文字、空格和符号。");
        }
        List<String> guesses = new ArrayList<>(known);
        guesses.addAll(PLATFORM);
        if (strength.measure(password, guesses).getScore() < WEAKEST_SCORE) {
            throw ApiException.badRequest(field, "WEAK_PASSWORD", "这个密码容易被猜到（常见词、键盘顺序、姓名或单位）。请加长，或用几个不相干的词。");
        }
        if (breached.contains(password)) {
            throw ApiException.badRequest(field, "WEAK_PASSWORD", "这个密码出现在已泄露的密码中，别人会先试它。请换一个。");
        }
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
