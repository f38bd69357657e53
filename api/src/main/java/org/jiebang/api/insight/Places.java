package org.jiebang.api.insight;

import java.util.Objects;
import java.util.Set;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Subject;
import org.jiebang.api.platform.ApiException;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Of which places somebody may read the figures. */
@Component
class Places {
    private static final String PROVINCE = "320000";
    private static final String WHAT = "这个地区的数据";

    private final Access access;
    private final RegionTree regions = RegionTree.standard();

    Places(Access access) {
        this.access = access;
    }

    /** May the actor read those of all places? */
    boolean all(Actor actor) {
        return access.decide(actor, Action.INSIGHT_READ) == Decision.ALLOW;
    }

    /**
     * The place that was asked for; the actor's own if none was, or the province for staff.
     *
     * @throws ApiException NOT_FOUND for a place that is none of the actor's, as for one that is not there
     */
    Region of(Actor actor, @Nullable String wanted) {
        Membership acting = Objects.requireNonNull(actor.acting());
        RegionCode own = acting.region();
        String code = wanted != null && !wanted.isBlank()
                ? wanted.strip()
                : all(actor) || own == null ? PROVINCE : own.value();
        if (!code.matches("\\d{6}")) {
            throw ApiException.badRequest("region", "UNKNOWN_CHOICE", "地区请用六位数字的代码，如 320500。");
        }
        RegionCode place = new RegionCode(code);
        if (!access.may(actor, Action.INSIGHT_READ, new Subject(null, null, Set.of(place)))) {
            throw ApiException.notFound(WHAT);
        }
        return regions.find(place).orElseThrow(() -> ApiException.notFound(WHAT));
    }

    String name(Region place) {
        return regions.fullName(place.code());
    }
}
