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
package io.armature.repository;

import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says what to do about calls that did not leave, tables that are not there, and what has no class of its own. */
final class OtherAdvice {

    private static final Pattern POOL = Pattern.compile(
            "Timeout deadline|connection from pool|Acquire operation took" + "|pending connection acquisitions");

    private static final Pattern IDENTITY = Pattern.compile("credentials|load region", Pattern.CASE_INSENSITIVE);

    private OtherAdvice() {}

    static DataAccessException missing(Failure failure) {
        String text = SafeText.of(failure.text());
        return new InvalidDataAccessResourceUsageException(
                failure.message(
                        "found no such table or index. Create it, or correct armature.tables.<name>.name, the region"
                                + " (armature.client.region) or the endpoint (armature.client.endpoint)."
                                + (text.isEmpty() ? "" : " " + text)),
                failure.exception());
    }

    static DataAccessException notSent(Failure failure) {
        RuntimeException exception = failure.exception();
        String text = String.valueOf(exception.getMessage());
        if (POOL.matcher(text).find()) {
            return new TransientDataAccessResourceException(
                    failure.message(
                            "was not sent: all connections are in use. Raise armature.client.max-connections, or send"
                                    + " less at once; if DynamoDB is slow at the same time, this is only what follows from it."),
                    exception);
        }
        if (exception instanceof AwsServiceException || IDENTITY.matcher(text).find()) {
            return new NonTransientDataAccessResourceException(
                    failure.message("was not sent: no credentials, or no region, to send it with. Set"
                            + " armature.client.credentials.* and armature.client.region, their environment variables, a"
                            + " profile, or the role of the container, the pod or the instance."),
                    exception);
        }
        if (failure.what().mayHaveBeenApplied()) {
            return new TransientDataAccessResourceException(
                    failure.message("was given up, since its thread was interrupted."
                            + (failure.mayHaveBeenApplied()
                                    ? " The write may have happened: read the item before you repeat it."
                                    : "")),
                    exception);
        }
        return new NonTransientDataAccessResourceException(failure.message("was not sent: " + text), exception);
    }

    static DataAccessException other(Failure failure) {
        String text = SafeText.of(failure.text());
        return failure.status() > 0
                ? new TransientDataAccessResourceException(
                        failure.message("was refused (" + failure.code() + "): " + text
                                + " Wait until the table is active and its other changes are done."),
                        failure.exception())
                : new NonTransientDataAccessResourceException(
                        failure.message("failed: " + failure.exception().getMessage()), failure.exception());
    }
}
