package org.jiebang.api.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Accounts that are made at the start.
 *
 * @param local make the documented accounts of the local profile
 * @param administrator name of the first administrator, made if there is none; must change the password at the first sign-in
 */
@ConfigurationProperties("jiebang.accounts")
record FirstAccountsProperties(
        @DefaultValue("false") boolean local,
        @DefaultValue("") String administrator,
        @DefaultValue("") String administratorPassword) {
    /** Never in a log. */
    @Override
    public String toString() {
        return "FirstAccountsProperties[local=" + local + "]";
    }
}
