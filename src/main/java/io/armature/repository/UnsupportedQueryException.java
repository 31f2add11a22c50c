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

import io.armature.client.MisconfigurationException;
import java.lang.reflect.Method;

/** Refusal of a repository method that DynamoDB cannot answer, or only at a cost that nobody asked for. */
public final class UnsupportedQueryException extends MisconfigurationException {

    private static final long serialVersionUID = 1L;

    private final transient Method method;

    UnsupportedQueryException(Method method, String reason, String action) {
        super(signature(method) + " " + reason, action);
        this.method = method;
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /**
     * Returns the refused method.
     *
     * @return the method of the repository interface
     */
    public Method method() {
        return method;
    }
}
