package android.app;

public abstract class Activity {
  protected void onCreate() {}

  protected void onDestroy() {}
}
