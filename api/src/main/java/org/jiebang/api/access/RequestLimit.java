package org.jiebang.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Objects;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps one account, or one address of visitors, from taking the whole platform: so many requests a second, after a burst. Each replica
 * counts for itself.
 */
@Component
public class RequestLimit {
    private static final int MOST_CALLERS = 100_000;
    private static final int BURST_SECONDS = 10;

    private final int perSecond;
    private final Cache<Object, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(5))
            .maximumSize(MOST_CALLERS)
            .build();

    /**
     * @param perSecond requests a second in the long run, ten seconds' worth of them at once; 0 for no limit
     */
    public RequestLimit(@Value("${jiebang.limits.requests-per-second}") int perSecond) {
        this.perSecond = perSecond;
    }

    /** Counts a request and refuses one too many with {@link ErrorCode#TOO_MANY_REQUESTS}. */
    public void check(Actor actor) {
        if (perSecond == 0) {
            return;
        }
        Actor.Person person = actor.account();
        Object caller = person == null ? actor.address() : person.id();
        ConsumptionProbe probe =
                Objects.requireNonNull(buckets.get(caller, none -> bucket())).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ApiException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "请求过于频繁，每秒最多 " + perSecond + " 次。" + ErrorCode.TOO_MANY_REQUESTS.wayOut(),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity((long) perSecond * BURST_SECONDS).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
