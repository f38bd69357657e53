package org.jiebang.catalog;

import java.util.List;
import java.util.Set;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * A science society that claims problems (ACT-01, ACT-02).
 *
 * @param national a society of the national association (全国学会); otherwise provincial
 * @param scope what the society works on
 * @param services service forms it offers, e.g. 技术咨询 (VOC-01)
 * @param achievements what it solved or built before
 */
public record Society(
        String name,
        @Nullable CreditCode creditCode,
        boolean national,
        @Nullable RegionCode region,
        Set<IndustryField> fields,
        Set<SegmentId> segments,
        String scope,
        List<String> services,
        List<String> achievements,
        int members)
        implements LibraryRecord {

    public Society {
        name = Texts.required("name", name);
        if (members < 0) {
            throw new IllegalArgumentException("members " + members + " is negative.");
        }
        fields = Texts.sorted(fields);
        segments = Texts.sorted(segments);
        services = List.copyOf(services);
        achievements = List.copyOf(achievements);
    }

    @Override
    public Library library() {
        return Library.SOCIETIES;
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public List<String> texts() {
        return Texts.concat(Texts.present(scope), Texts.concat(services, achievements));
    }

    @Override
    public Set<RegionCode> regions() {
        return region == null ? Set.of() : Set.of(region);
    }

    @Override
    public String naturalKey() {
        return creditCode == null ? LibraryRecord.key(name) : creditCode.value();
    }

    @Override
    public String similarityKey() {
        // 江苏省机械工程学会 and 中国机械工程学会 are two societies: the place stays.
        return LibraryRecord.normalized(name).replaceFirst("^江苏省?", "江苏");
    }
}
