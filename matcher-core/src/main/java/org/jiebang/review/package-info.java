/** Review of applications: score sheets, how far reviewers are apart, ranking against places and grades, and draws that anybody can repeat (ledger W-01, W-07, R-36). */
@NullMarked
package org.jiebang.review;

import org.jspecify.annotations.NullMarked;
