package org.jiebang.api.organisation;

import java.util.Locale;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.CreditCode;

/** Credit codes as callers give them. */
final class CreditCodes {
    private CreditCodes() {}

    static CreditCode parse(String given) {
        String code = given.strip().toUpperCase(Locale.ROOT);
        if (CreditCode.problem(code).isPresent()) {
            throw ApiException.badRequest(
                    "creditCode", "CREDIT_CODE", "统一社会信用代码有误：应为 18 位，不含 I、O、S、V、Z，末位校验码须相符。请对照证照核对。");
        }
        return new CreditCode(code);
    }
}
