/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.resilience;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The attempts of a call before the one that its exception is about.
 *
 * <p>The SDK keeps of each only its message, as a suppressed exception. So an attempt counts as refused if its message says so
 * beyond doubt, and as one that may have been applied otherwise.
 */
final class EarlierAttempts {

    private static final Pattern PREFIX = Pattern.compile("Request attempt \\d+ failure: ");

    /** DynamoDB refused it, the connection was not established, or there was none free. */
    private static final Pattern CERTAIN = Pattern.compile(
            "\\(Service: [^,]*, Status Code: 4\\d\\d[,)]"
                    + "|^Unable to execute HTTP request: (Connect to |Timeout deadline: )"
                    + "|: (Name or service not known|Temporary failure in name resolution|No such host is known|nodename nor servname)");

    private static final int LONGEST_CHAIN = 32;

    private EarlierAttempts() {}

    static boolean mayHaveBeenApplied(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; depth < LONGEST_CHAIN && current instanceof SdkException attempted; depth++) {
            if (mayHaveBeenApplied(attempted)) {
                return true;
            }
            // An interceptor of the SDK wraps the exception of the last attempt to say more about names.
            current = current.getCause();
        }
        return false;
    }

    private static boolean mayHaveBeenApplied(SdkException last) {
        int told = 0;
        for (Throwable suppressed : last.getSuppressed()) {
            String earlier = message(suppressed);
            if (earlier != null) {
                told++;
                if (!isCertain(earlier, last)) {
                    return true;
                }
            }
        }
        Integer attempts = last.numAttempts();
        return attempts != null && attempts - 1 > told;
    }

    private static @Nullable String message(Throwable suppressed) {
        String message = String.valueOf(suppressed.getMessage());
        return PREFIX.matcher(message).lookingAt() ? PREFIX.matcher(message).replaceFirst("") : null;
    }

    /** An attempt that failed in the same words as the last one is as certain as that one. */
    private static boolean isCertain(String earlier, SdkException last) {
        return CERTAIN.matcher(earlier).find()
                || String.valueOf(last.getMessage()).startsWith(earlier);
    }
}
