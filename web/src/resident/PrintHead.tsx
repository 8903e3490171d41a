/** Stands at the top of a printed sheet only. */
export function PrintHead() {
  return (
    <div className="printhead">
      <p className="printhead__name">蜀惠 · 四川基本公共服务问答</p>
      <p>
        {new Date().toLocaleDateString('zh-CN', { dateStyle: 'long' })}打印。结果按您说的情况推算，以受理窗口答复为准。咨询电话 12345。
      </p>
    </div>
  );
}
