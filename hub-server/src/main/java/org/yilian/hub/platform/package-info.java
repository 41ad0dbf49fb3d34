/** What every feature may use: settings, failures, the shapes of our own tables. Small, and it stays small. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.yilian.hub.platform;
