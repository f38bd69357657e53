package org.jiebang.catalog;

import java.util.List;
import java.util.Set;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * An enterprise that posts problems and is served.
 *
 * @param tier growth tier, e.g. 高新技术企业, 瞪羚企业 (VOC-08); blank if none
 * @param business what it makes and does
 * @param products main products
 */
public record Enterprise(
        String name,
        @Nullable CreditCode creditCode,
        String tier,
        @Nullable RegionCode region,
        Set<IndustryField> fields,
        Set<SegmentId> segments,
        String business,
        List<String> products)
        implements LibraryRecord {

    public Enterprise {
        name = Texts.required("name", name);
        fields = Texts.sorted(fields);
        segments = Texts.sorted(segments);
        products = List.copyOf(products);
    }

    @Override
    public Library library() {
        return Library.ENTERPRISES;
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public List<String> texts() {
        return Texts.concat(Texts.present(business), Texts.concat(products, Texts.present(tier)));
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
        return OrganisationName.core(name);
    }
}
